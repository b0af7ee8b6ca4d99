from crossbearing.resolve.trie import WordTree


def test_every_name_at_the_beginning_is_found() -> None:
    tree: WordTree[int] = WordTree()
    tree.add(("free", "syrian", "army"), 1)
    tree.add(("free",), 2)
    assert tree.prefixes(["free", "syrian", "army", "said"]) == [(1, [2]), (3, [1])]
    assert tree.prefixes(["syrian"]) == []


def test_only_the_whole_name_is_exact() -> None:
    tree: WordTree[int] = WordTree()
    tree.add(("a", "b"), 1)
    tree.add(("a", "b"), 1)
    assert tree.exact(("a", "b")) == [1]
    assert tree.exact(("a",)) == ()
    assert tree.exact(()) == ()


def test_a_name_without_words_is_left_out() -> None:
    tree: WordTree[int] = WordTree()
    tree.add((), 1)
    assert tree.root == {}


def test_words_are_drawn_only_as_far_as_a_name_goes_on() -> None:
    tree: WordTree[int] = WordTree()
    tree.add(("a", "b"), 1)
    drawn: list[str] = []

    def source() -> object:
        for word in ("a", "x", "y"):
            drawn.append(word)
            yield word

    assert tree.prefixes(source()) == []  # type: ignore[arg-type]
    assert drawn == ["a", "x"]
