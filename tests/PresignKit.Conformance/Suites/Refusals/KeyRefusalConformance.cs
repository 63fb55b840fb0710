using PresignKit.Conformance.Stores;
using PresignKit.Explaining;

namespace PresignKit.Conformance.Suites.Refusals;

/// <summary>Explanations of refusals caused by object keys that were encoded, normalized, or folded in the path.</summary>
public abstract class KeyRefusalConformance(S3ConformanceStore store) : RefusalConformance(store)
{
    private const Clues IssuedOrSecret = Clues.Issued | Clues.Secret;

    [Fact]
    public async Task Explain_PlusForSpace_NamesConfusion()
    {
        var issued = Get(NewKey("holiday video.mp4"));
        await AssertExplainedAsync(
            RefusalCodes.KeyPlusForSpace,
            issued,
            issued with { Url = issued.Url.Replace("holiday%20video", "holiday+video", StringComparison.Ordinal) },
            IssuedOrSecret);
    }

    [Fact]
    public async Task Explain_SpaceForPlus_NamesConfusion()
    {
        var issued = Get(NewKey("a+b.mp4"));
        await AssertExplainedAsync(
            RefusalCodes.KeyPlusForSpace,
            issued,
            issued with { Url = issued.Url.Replace("a%2Bb", "a%20b", StringComparison.Ordinal) },
            IssuedOrSecret);
    }

    [Fact]
    public async Task Explain_EncodedTwice_NamesEncoding()
    {
        var issued = Get(NewKey("holiday video.mp4"));
        await AssertExplainedAsync(
            RefusalCodes.KeyEncodedTwice,
            issued,
            issued with { Url = issued.Url.Replace("holiday%20video", "holiday%2520video", StringComparison.Ordinal) },
            IssuedOrSecret);
    }

    [Fact]
    public async Task Explain_DecodedInTransit_NamesEncoding()
    {
        var issued = Get(NewKey("100%25.mp4"));
        await AssertExplainedAsync(
            RefusalCodes.KeyEncodedTwice,
            issued,
            issued with { Url = issued.Url.Replace("100%2525", "100%25", StringComparison.Ordinal) },
            IssuedOrSecret);
    }

    [Theory]
    [InlineData("Z\u00FCrich \u00E9t\u00E9.mp4", "Zu\u0308rich e\u0301te\u0301.mp4")]
    [InlineData("\uD55C\uAE00.mp4", "\u1112\u1161\u11AB\u1100\u1173\u11AF.mp4")]
    public async Task Explain_OtherNormalizationForm_NamesNormalization(string composed, string decomposed)
    {
        var key = NewKey("");
        var issued = Get(key + composed);
        await AssertExplainedAsync(RefusalCodes.KeyNormalized, issued, WithPathOf(issued, Get(key + decomposed)), IssuedOrSecret);

        var other = Get(key + decomposed);
        await AssertExplainedAsync(RefusalCodes.KeyNormalized, other, WithPathOf(other, Get(key + composed)), IssuedOrSecret);
    }

    [Fact]
    public async Task Explain_DoubleSlashFolded_NamesFolding()
    {
        var issued = Get(NewKey("a//b.mp4"));
        await AssertExplainedAsync(
            RefusalCodes.PathFolded,
            issued,
            issued with { Url = issued.Url.Replace("a//b", "a/b", StringComparison.Ordinal) },
            IssuedOrSecret);
    }

    [Fact]
    public async Task Explain_DotSegmentsFolded_NamesFolding()
    {
        var issued = Get(NewKey("a/x/../b.mp4"));
        await AssertExplainedAsync(
            RefusalCodes.PathFolded,
            issued,
            issued with { Url = issued.Url.Replace("a/x/../b", "a/b", StringComparison.Ordinal) },
            Clues.Issued);
    }

    [Fact]
    public async Task Explain_OtherKey_NamesKey()
    {
        var issued = Get(NewKey());
        await AssertExplainedAsync(
            RefusalCodes.KeyAltered,
            issued,
            issued with { Url = issued.Url.Replace("video.mp4", "movie.mp4", StringComparison.Ordinal) },
            Clues.Issued);
    }

    [Fact]
    public async Task Explain_MissingObject_NamesObject()
    {
        var issued = Get(NewKey());
        await AssertExplainedAsync(RefusalCodes.ObjectNotFound, issued, issued);
    }

    // The query of one attempt with the path of another.
    private static RequestAttempt WithPathOf(RequestAttempt issued, RequestAttempt other) =>
        issued with { Url = other.Url.Split('?')[0] + "?" + issued.Url.Split('?')[1] };
}
