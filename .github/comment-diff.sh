#!/usr/bin/env bash
# Comments a pull request with the files dev.diff and prod.diff, or updates the comment that an earlier run has made.
# Needs GH_TOKEN, REPOSITORY (owner/name) and PULL_REQUEST (its number).
set -euo pipefail

marker='<!-- npm run diff -->'
# A comment has at most 65,536 characters.
bytes_per_stage=30000
fence='~~~~~~~~'

{
  echo "$marker"
  for stage in dev prod; do
    [ -f "$stage.diff" ] || continue
    printf '<details><summary>What this changes in stage %s</summary>\n\n%s\n' "$stage" "$fence"
    head -c "$bytes_per_stage" "$stage.diff"
    [ "$(wc -c < "$stage.diff")" -le "$bytes_per_stage" ] || printf '\nThe rest is in the log of the workflow.'
    printf '\n%s\n\n</details>\n' "$fence"
  done
} > comment.md
# The log has them whole.
cat ./*.diff

own=$(gh api --paginate "repos/$REPOSITORY/issues/$PULL_REQUEST/comments" \
  --jq ".[] | select(.user.type == \"Bot\" and (.body | startswith(\"$marker\"))) | .id")
existing=${own%%$'\n'*}
if [ -n "$existing" ]; then
  gh api --method PATCH "repos/$REPOSITORY/issues/comments/$existing" -F body=@comment.md --silent
else
  gh api --method POST "repos/$REPOSITORY/issues/$PULL_REQUEST/comments" -F body=@comment.md --silent
fi
