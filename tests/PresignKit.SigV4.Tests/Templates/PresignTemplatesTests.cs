using System.Globalization;
using PresignKit.SigV4.Templates;

namespace PresignKit.SigV4.Tests.Templates;

/// <summary>What is cached for a second must never affect a URL.</summary>
public class PresignTemplatesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 14, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Presign_MoreKindsInASecondThanAreKept_SignsEachLikeANewPresigner()
    {
        var presigner = NewPresigner();
        for (var round = 0; round < 3; round++)
        {
            for (var kind = 0; kind < 3 * PresignTemplates.Limit; kind++)
            {
                Assert.Equal(One(NewPresigner(), "a/b c", Now, kind), One(presigner, "a/b c", Now, kind));
            }
        }
    }

    [Fact]
    public void TemplateFor_SameKindInTheSameSecond_IsTheOnlyOneKept()
    {
        var presigner = NewPresigner();
        PresignTemplate Template(DateTimeOffset at, int kind) => presigner.TemplateFor(presigner.Identity.At(at), Request("key", at, kind));
        var kept = Enumerable.Range(0, PresignTemplates.Limit).Select(kind => Template(Now, kind)).ToArray();

        Assert.Equal(kept, Enumerable.Range(0, PresignTemplates.Limit).Select(kind => Template(Now.AddMilliseconds(999), kind)));
        Assert.Distinct(kept);
        Assert.NotSame(Template(Now, PresignTemplates.Limit), Template(Now, PresignTemplates.Limit));
        Assert.NotSame(kept[0], Template(Now.AddSeconds(1), 0));
    }

    // For example, if one policy signs for the start of a stable window, and another for the current time.
    [Fact]
    public void TemplateFor_AlternatingSeconds_AreKept()
    {
        var presigner = NewPresigner();
        PresignTemplate Template(DateTimeOffset at) => presigner.TemplateFor(presigner.Identity.At(at), Request("key", at, kind: 0));
        var (window, now) = (Template(Now.AddDays(-1)), Template(Now));

        Assert.Same(window, Template(Now.AddDays(-1)));
        Assert.Same(now, Template(Now));
    }

    [Fact]
    public void Presign_SinglesAndBatchesOnManyThreadsAcrossSeconds_NeverMixes()
    {
        const int Seconds = 6;
        const int Kinds = PresignTemplates.Limit + 2;
        var midnight = new DateTimeOffset(2026, 11, 24, 23, 59, 57, TimeSpan.Zero);
        string[] keys = [.. Enumerable.Range(0, 40).Select(i => i % 5 == 0 ? $"ä/{i}" : new string('k', i + 1))];
        var expected = Enumerable.Range(0, Seconds * Kinds)
            .Select(i => keys.Select(key => One(NewPresigner(), key, midnight.AddSeconds(i % Seconds), i / Seconds)).ToArray()).ToArray();

        var presigner = NewPresigner();
        Parallel.For(0, 3_000, i =>
        {
            var (at, kind, urls) = (midnight.AddSeconds(i % Seconds), i / Seconds % Kinds, new string[keys.Length]);
            presigner.Presign(Batch(at, kind), keys, urls);
            Assert.Equal(expected[(kind * Seconds) + (i % Seconds)], urls);
            Assert.Equal(urls[i % keys.Length], One(presigner, keys[i % keys.Length], at, kind));
        });
    }

    // Keys of 20, 84, and 148 characters end at the same position in a block, and a template keeps only one ending for it: that of the first thread.
    [Fact]
    public void Presign_BatchesOfKeysOfOneLengthOnManyThreads_NeverMixes()
    {
        string[][] keys = [.. new[] { 20, 84, 148 }.Select(length => Enumerable.Range(0, 40).Select(i => $"{new string('k', length - 2)}{i:D2}").ToArray())];
        var expected = keys.Select(some => some.Select(key => One(NewPresigner(), key, Now, kind: 0)).ToArray()).ToArray();

        var presigner = NewPresigner();
        Parallel.For(0, 3_000, i =>
        {
            var urls = new string[40];
            presigner.Presign(Batch(Now, kind: 0), keys[i % keys.Length], urls);
            Assert.Equal(expected[i % keys.Length], urls);
        });
    }

    private static UrlPresigner NewPresigner() => new(
        BucketEndpoint.Create("http://localhost:9000", "media", BucketAddressing.Path), new SigV4Credentials("AKIDEXAMPLE", "secret"), "us-east-1");

    private static string One(UrlPresigner presigner, string key, DateTimeOffset at, int kind) => presigner.Presign(Request(key, at, kind));

    private static PresignRequest Request(string key, DateTimeOffset at, int kind) => Batch(at, kind).For(PresignTarget.ForObject(key));

    // Each kind differs in one of these: method, lifetime, value of a header, value of a parameter, payload hash.
    private static PresignBatch Batch(DateTimeOffset at, int kind) => new()
    {
        Method = kind % 5 == 0 ? "PUT" : "GET",
        SignedAt = at,
        Lifetime = TimeSpan.FromSeconds(kind % 5 == 1 ? 60 + kind : 60),
        Headers = new NameValue[] { new("x-amz-meta-kind", kind % 5 is 0 or 2 ? kind.ToString(CultureInfo.InvariantCulture) : "") },
        Query = new NameValue[] { new("versionId", kind % 5 == 3 ? kind.ToString(CultureInfo.InvariantCulture) : "") },
        PayloadHash = kind % 5 == 4 ? kind.ToString("x64", CultureInfo.InvariantCulture) : null,
    };
}
