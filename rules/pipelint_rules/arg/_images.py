"""Which container images are AWS's own algorithms."""

from __future__ import annotations

#: The algorithms that bring their metrics, by the name of their repository.
#: https://docs.aws.amazon.com/sagemaker/latest/dg-ecr-paths/sagemaker-algo-docker-registry-paths.html
_REPOSITORIES = frozenset(
    {
        "blazingtext",
        "factorization-machines",
        "forecasting-deepar",
        "image-classification",
        "ipinsights",
        "kmeans",
        "knn",
        "lda",
        "linear-learner",
        "ntm",
        "object-detection",
        "object2vec",
        "pca",
        "randomcutforest",
        "sagemaker-xgboost",
        "semantic-segmentation",
        "seq2seq",
        "xgboost",
    }
)

#: The accounts whose registries hold them, in order of their numbers.
_ACCOUNTS = """
121021644041 141502667606 174872318107 246618743249 257758044811 306986355934 341280168497
351501993468 354813040037 366743142698 382416733822 404615174143 414596584902 433757028032
438346466558 450853457545 451049120500 469771592824 475088953585 492215442770 501404015308
510948584623 544295431143 632365934929 644912444149 651117190479 659782779980 662702820516
664544806723 669576153137 683313688378 685385470294 712309505854 720646828776 737474898029
746614075791 749696950732 764974769150 783357654285 801668240914 811284229777 813361260812
825641698319 835164637446 855470959533 867004704886 978288397137 991648021394
"""


def built_in_algorithm(image: str) -> str | None:
    """The name of the built-in algorithm that an image is, None where it is another image.

    The list of accounts is not complete: an image of a registry that is not in it is none.
    """
    registry, _, repository = image.partition("/")
    name = repository.partition("@")[0].partition(":")[0]
    is_theirs = registry.partition(".")[0] in _ACCOUNTS.split() and ".dkr.ecr." in registry
    return name if is_theirs and name in _REPOSITORIES else None


def named_like_an_algorithm(image: str) -> bool:
    """Whether an image has the name of a built-in algorithm, in whatever registry."""
    repository = image.rpartition("/")[2]
    return repository.partition("@")[0].partition(":")[0] in _REPOSITORIES
