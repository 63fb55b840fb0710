using System.Buffers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PresignKit.CloudFront.Tests.Fakes;

namespace PresignKit.CloudFront.Tests.Signing;

public sealed class CannedUrlTests
{
    private static readonly DownloadRequest Stream = new() { Policy = "stream" };
    private static readonly DateTimeOffset End = TestApp.Now.AddHours(1);

    public static TheoryData<KeyKind, CloudFrontHashAlgorithm> Keys => new MatrixTheoryData<KeyKind, CloudFrontHashAlgorithm>(
        [KeyKind.Rsa, KeyKind.Ecdsa], [CloudFrontHashAlgorithm.Sha1, CloudFrontHashAlgorithm.Sha256]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task IssueDownloadUrl_EachKeyAndHash_IsWhatTheEdgeLetsThrough(KeyKind kind, CloudFrontHashAlgorithm hash)
    {
        await using var app = TestApp.With(options => options.HashAlgorithm = hash, kind);

        var url = await app.Issuer().IssueDownloadUrlAsync(new("movies/42/a b.mp4"), Stream, Cancellation);

        Assert.Equal("GET", url.Method);
        Assert.Empty(url.Headers);
        Assert.Equal(End, url.ExpiresAt);
        Assert.Equal(ExpiryLimit.Policy, url.LimitedBy);
        Assert.StartsWith($"{TestApp.Root}movies/42/a%20b.mp4?Expires={End.ToUnixTimeSeconds()}&Signature=", url.RevealUrl(), StringComparison.Ordinal);
        Assert.EndsWith(
            hash == CloudFrontHashAlgorithm.Sha1 ? $"&Key-Pair-Id={TestApp.KeyPairId}" : $"&Key-Pair-Id={TestApp.KeyPairId}&Hash-Algorithm=SHA256",
            url.RevealUrl(),
            StringComparison.Ordinal);
        var edge = EdgeVerifier.With(TestApp.KeyPairId, TestKeys.Of(kind));
        Assert.True(edge.Allows(url.RevealUrl(), TestApp.Now));
        Assert.True(edge.Allows(url.RevealUrl(), End.AddSeconds(-1)));
        Assert.False(edge.Allows(url.RevealUrl(), End));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task IssueDownloadUrl_ChangedByItsHolder_IsRefusedByTheEdge(KeyKind kind, CloudFrontHashAlgorithm hash)
    {
        await using var app = TestApp.With(options => options.HashAlgorithm = hash, kind);
        var url = (await app.Issuer().IssueDownloadUrlAsync(new("movies/42/a.mp4"), Stream, Cancellation)).RevealUrl();
        var edge = EdgeVerifier.With(TestApp.KeyPairId, TestKeys.Of(kind));

        Assert.All(
            [
                url.Replace("/42/", "/43/", StringComparison.Ordinal),
                url.Replace("Expires=1", "Expires=2", StringComparison.Ordinal),
                url.Replace("?Expires", "?response-content-type=text%2Fhtml&Expires", StringComparison.Ordinal),
                url.Replace("https:", "http:", StringComparison.Ordinal),
                url.Replace(TestApp.KeyPairId, "K1111111111111", StringComparison.Ordinal),
                hash == CloudFrontHashAlgorithm.Sha256 ? url.Replace("&Hash-Algorithm=SHA256", "", StringComparison.Ordinal) : $"{url}&Hash-Algorithm=SHA256",
            ],
            changed => Assert.False(edge.Allows(changed, TestApp.Now)));
    }

    [Theory]
    [InlineData("a*b.mp4", "a%2Ab.mp4")]
    [InlineData("a?b.mp4", "a%3Fb.mp4")]
    [InlineData("a+b&c=d#e.mp4", "a%2Bb%26c%3Dd%23e.mp4")]
    [InlineData("a\"b.mp4", "a%22b.mp4")]
    [InlineData("a%2Fb.mp4", "a%252Fb.mp4")]
    [InlineData("Überfahrt/日本.mp4", "%C3%9Cberfahrt/%E6%97%A5%E6%9C%AC.mp4")]
    [InlineData("a-._~b.mp4", "a-._~b.mp4")]
    public async Task IssueDownloadUrl_EachCharacter_CannotWidenThePolicy(string key, string encoded)
    {
        await using var app = TestApp.With();

        var url = (await app.Issuer().IssueDownloadUrlAsync(new(key), Stream, Cancellation)).RevealUrl();

        Assert.StartsWith($"{TestApp.Root}{encoded}?Expires=", url, StringComparison.Ordinal);
        Assert.True(EdgeVerifier.With(TestApp.KeyPairId, TestKeys.Ecdsa).Allows(url, TestApp.Now));
    }

    [Theory]
    [InlineData(KeyKind.Rsa)]
    [InlineData(KeyKind.Ecdsa)]
    public async Task IssueDownloadUrl_WithinAStableWindow_IsTheSame(KeyKind kind)
    {
        var clock = new FakeTimeProvider(TestApp.Now.AddMinutes(1));
        await using var app = WithWindow(kind, clock);
        var first = await app.Issuer().IssueDownloadUrlAsync(new("a.mp4"), Stream, Cancellation);

        clock.Advance(TimeSpan.FromMinutes(13));
        var second = await app.Issuer().IssueDownloadUrlAsync(new("a.mp4"), Stream, Cancellation);
        clock.Advance(TimeSpan.FromMinutes(2));
        var third = await app.Issuer().IssueDownloadUrlAsync(new("a.mp4"), Stream, Cancellation);

        Assert.Equal(first.RevealUrl(), second.RevealUrl());
        Assert.Equal(TestApp.Now.AddMinutes(75), second.ExpiresAt);
        Assert.NotEqual(first.RevealUrl(), third.RevealUrl());
    }

    /// <summary>Each URL of a policy without a window is a new one, and nothing of it is kept.</summary>
    [Fact]
    public async Task IssueDownloadUrl_WithoutAWindow_IsSignedAnew()
    {
        await using var app = TestApp.With();
        var edge = EdgeVerifier.With(TestApp.KeyPairId, TestKeys.Ecdsa);

        var first = (await app.Issuer().IssueDownloadUrlAsync(new("a.mp4"), Stream, Cancellation)).RevealUrl();
        var second = (await app.Issuer().IssueDownloadUrlAsync(new("a.mp4"), Stream, Cancellation)).RevealUrl();

        Assert.NotEqual(first, second);
        Assert.All([first, second], url => Assert.True(edge.Allows(url, TestApp.Now)));
    }

    /// <summary>A request with a lifetime of its own has a window only if the policy sets one.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task IssueDownloadUrl_OwnLifetime_IsTheSameOnlyIfThePolicySetsAWindow(bool isSet)
    {
        TimeSpan? window = isSet ? TimeSpan.FromMinutes(1) : null;
        await using var app = TestApp.With(more: presignKit => presignKit.AddDownloadPolicy("stream", policy => policy.StableWindow = window));
        var request = Stream with { Lifetime = TimeSpan.FromMinutes(5) };

        var first = await app.Issuer().IssueDownloadUrlAsync(new("a.mp4"), request, Cancellation);
        var second = await app.Issuer().IssueDownloadUrlAsync(new("a.mp4"), request, Cancellation);

        Assert.Equal(isSet, first.RevealUrl() == second.RevealUrl());
    }

    /// <summary>A playlist can name one object many times, which players then fetch by ranges.</summary>
    [Fact]
    public async Task Batch_AnObjectTwice_HasOneUrlEvenWithoutAWindow()
    {
        await using var app = TestApp.With();

        var urls = await app.Issuer().IssueDownloadUrlsAsync([new ObjectKey("a.mp4"), new ObjectKey("a.mp4")], Stream, Cancellation);

        Assert.Equal(urls[0].RevealUrl(), urls[1].RevealUrl());
    }

    [Theory]
    [InlineData(KeyKind.Rsa)]
    [InlineData(KeyKind.Ecdsa)]
    public async Task Batches_EachForm_AreWhatSingleUrlsAre(KeyKind kind)
    {
        await using var app = WithWindow(kind);
        ObjectKey[] keys = [new("a/1.ts"), new("a/2 ü.ts"), new("b/3.ts")];
        var list = new ObjectKeyList();
        Array.ForEach(keys, list.Add);
        DownloadItem[] items = [.. keys.Select(key => new DownloadItem(key))];
        var (ofKeys, ofList, ofItems) = (new ArrayBufferWriter<byte>(), new ArrayBufferWriter<byte>(), new ArrayBufferWriter<byte>());
        static void NewLine(int index, IBufferWriter<byte> line) => line.Write("\n"u8);

        var urls = await app.Issuer().IssueDownloadUrlsAsync(keys, Stream, Cancellation);
        var itemUrls = await app.Issuer().IssueDownloadUrlsAsync(items, Stream, Cancellation);
        var end = await app.Issuer().WriteDownloadUrlsAsync(keys, ofKeys, Stream, NewLine, Cancellation);
        await app.Issuer().WriteDownloadUrlsAsync(list, ofList, Stream, NewLine, Cancellation);
        await app.Issuer().WriteDownloadUrlsAsync(items, ofItems, Stream, NewLine, Cancellation);

        Assert.Equal(End.AddMinutes(15), end);
        var expected = new List<string>();
        foreach (var key in keys)
        {
            expected.Add((await app.Issuer().IssueDownloadUrlAsync(key, Stream, Cancellation)).RevealUrl());
        }

        Assert.Equal(expected, urls.Select(url => url.RevealUrl()));
        Assert.Equal(expected, itemUrls.Select(url => url.RevealUrl()));
        Assert.All([ofKeys, ofList, ofItems], text => Assert.Equal(expected, Encoding.UTF8.GetString(text.WrittenSpan).Split('\n')[1..]));
    }

    [Fact]
    public async Task IssueDownloadUrl_ByManyThreads_SignsCorrectly()
    {
        await using var app = TestApp.With();
        var issuer = app.Issuer();
        var edge = EdgeVerifier.With(TestApp.KeyPairId, TestKeys.Ecdsa);

        var urls = await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(async () =>
        {
            var own = new List<string>();
            for (var i = 0; i < 50; i++)
            {
                own.Add((await issuer.IssueDownloadUrlAsync(new($"{thread}/{i}.ts"), Stream, Cancellation)).RevealUrl());
            }

            return own;
        })));

        Assert.All(urls.SelectMany(own => own), url => Assert.True(edge.Allows(url, TestApp.Now)));
    }

    [Fact]
    public async Task IssueDownloadUrl_OriginPath_IsNoPartOfTheAddressAndNothingElseIsReached()
    {
        await using var app = TestApp.With(options => options.OriginPath = "content/");

        var url = await app.Issuer().IssueDownloadUrlAsync(new("content/a.mp4"), Stream, Cancellation);
        var refusal = await Assert.ThrowsAsync<StoreException>(async () => await app.Issuer().IssueDownloadUrlAsync(new("other/a.mp4"), Stream, Cancellation));

        Assert.StartsWith($"{TestApp.Root}a.mp4?", url.RevealUrl(), StringComparison.Ordinal);
        Assert.Equal(CloudFrontErrorCodes.NotSupportedByCdn, refusal.Code);
    }

    [Fact]
    public async Task ToString_OfTheUrl_HasNoSignature()
    {
        await using var app = TestApp.With();

        var url = await app.Issuer().IssueDownloadUrlAsync(new("a.mp4"), Stream, Cancellation);

        Assert.DoesNotContain("Signature", url.ToString(), StringComparison.Ordinal);
    }

    private static ServiceProvider WithWindow(KeyKind kind, TimeProvider? clock = null) => TestApp.With(
        null, kind, clock, presignKit => presignKit.AddDownloadPolicy("stream", policy => policy.StableWindow = TimeSpan.FromMinutes(15)));
}
