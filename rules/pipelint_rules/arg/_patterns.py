"""What the patterns of the API model take, in words."""

from __future__ import annotations

_HYPHENS = "letters, digits and inner hyphens"
_SINGLE = "letters, digits and single inner '-' or '_'"
_TAG = "letters, digits, blanks and '_', '.', ':', '/', '=', '+', '-', '@'"

#: By a part of the pattern; the first that occurs in it counts. ARNs are last but for the optional
#: ones, which names have before them.
_PARTS = (
    (":iam::", "the ARN of a role, such as arn:aws:iam::111122223333:role/name"),
    ("(https|s3)://", "a URI such as s3://bucket/key"),
    ("s3://", "a URI such as s3://bucket/key"),
    ("(arn:aws[a-z\\-]*:sagemaker:[a-z0-9\\-]*:[0-9]{12}:[a-z\\-]*\\/)?", f"{_HYPHENS}, or an ARN"),
    (":model-package-group/", "the ARN of a model package group"),
    (":model-package/", "the ARN of a model package"),
    (":hub-content", "the ARN of a content of a hub"),
    (":training-plan/", "the ARN of a training plan"),
    (":mlflow-", "the ARN of an MLflow tracking server or app"),
    (":lambda:", "the ARN of a Lambda function"),
    (":kms:", "the ARN of a KMS key"),
    (":sns:", "the ARN of an SNS topic"),
    (":bedrock:", "the ARN of a Bedrock model"),
    ("dkr\\.ecr", "the URI of an image in ECR"),
    ("[Ss][Hh][Aa]256:", "sha256: and 64 hexadecimal digits"),
    ("arn:", "an ARN"),
)
_WHOLE = {
    "[a-zA-Z0-9]([\\-a-zA-Z0-9]*[a-zA-Z0-9])?": _HYPHENS,
    "[a-zA-Z0-9](-*[a-zA-Z0-9])*": _HYPHENS,
    "[a-zA-Z0-9](-*[a-zA-Z0-9\\+\\-\\.])*": "letters, digits, '+', '-' and '.'",
    "[-0-9a-zA-Z]+": "letters, digits and hyphens",
    "[A-Za-z0-9\\.\\-_]+": "letters, digits, '.', '-' and '_'",
    "[a-zA-Z0-9_-]+": "letters, digits, '-' and '_'",
    "[a-zA-Z0-9:/_-]*": "the id, the alias or the ARN of a key",
    "[0-9a-z]+": "digits and small letters",
    "[a-zA-Z_][a-zA-Z0-9_]*": "letters, digits and underscores, no digit first",
    "[a-zA-Z_][a-zA-Z0-9_]{0,1023}": "letters, digits and underscores, no digit first",
    "([0-9a-zA-Z][_-]?){1,63}": f"{_SINGLE}, at most 63 letters and digits",
    "([0-9a-zA-Z][_-]?)+": _SINGLE,
    "([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)": _TAG,
    "[a-zA-Z0-9\\s._:/=+@-]*": _TAG,
    ".*\\S.*": "a text that is not blank",
    "(?!\\s*$).+": "a text that is not blank",
    "[\\S]+": "a text without blanks",
    ".+": "a single line that is not empty",
    ".*": "a single line",
    "\\d+\\.\\d+\\.\\d+": "a version such as 1.0.0",
    "\\d{1,4}.\\d{1,4}.\\d{1,4}": "a version such as 1.0.0",
    "(fs-[0-9a-f]{8,})": "fs- and 8 or more hexadecimal digits",
    "[1-9][0-9]*(\\s)?(vCPU|vcpu|VCPU)?": "a number of CPUs such as '4 vCPU'",
    "[1-9][0-9]*(\\s)?(GB|gb|gB|Gb)?": "an amount such as '16 GB'",
    "[1-9][0-9]*(\\s)?(GB|gb|gB|Gb)": "an amount such as '16 GB'",
}
_NAME = "[a-zA-Z0-9](-*[a-zA-Z0-9]){0,"
_MIME = "[a-zA-Z0-9](-*[a-zA-Z0-9])*\\/"


def in_words(pattern: str) -> str:
    """What a pattern takes; the pattern itself where no words are known for it."""
    if pattern in _WHOLE:
        return _WHOLE[pattern]
    if pattern.startswith(_MIME) or pattern == "[-\\w]+\\/.+":
        return "a MIME type such as text/csv"
    most = pattern.removeprefix(_NAME).removesuffix("}")
    if most.isdecimal():
        return f"{_HYPHENS}, at most {int(most) + 1} characters"
    return next((words for part, words in _PARTS if part in pattern), pattern)
