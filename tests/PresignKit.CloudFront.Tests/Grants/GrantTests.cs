using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PresignKit.CloudFront.Tests.Fakes;

namespace PresignKit.CloudFront.Tests.Grants;

public sealed class GrantTests
{
    private static readonly CloudFrontAccess Stream = new() { Policy = "stream" };

    public static TheoryData<KeyKind, CloudFrontHashAlgorithm> Keys => new MatrixTheoryData<KeyKind, CloudFrontHashAlgorithm>(
        [KeyKind.Rsa, KeyKind.Ecdsa], [CloudFrontHashAlgorithm.Sha1, CloudFrontHashAlgorithm.Sha256]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task FolderCookies_EachKeyAndHash_OpenTheFolderAndNothingElse(KeyKind kind, CloudFrontHashAlgorithm hash)
    {
        await using var app = TestApp.With(
            options => (options.HashAlgorithm, options.Endpoint, options.CookieDomain) = (hash, "https://media.example.com", "example.com"), kind);

        var cookies = await Signer(app).IssueFolderCookiesAsync("movies/42 ü/", Stream, Cancellation);

        Assert.Equal(
            hash == CloudFrontHashAlgorithm.Sha256
                ? ["CloudFront-Policy", "CloudFront-Signature", "CloudFront-Key-Pair-Id", "CloudFront-Hash-Algorithm"]
                : ["CloudFront-Policy", "CloudFront-Signature", "CloudFront-Key-Pair-Id"],
            cookies.All.Select(cookie => cookie.Name));
        Assert.All(cookies.All, cookie => Assert.EndsWith(
            "; Domain=example.com; Path=/movies/42%20%C3%BC/; Secure; HttpOnly; SameSite=Lax", cookie.RevealHeader(), StringComparison.Ordinal));
        Assert.Equal(TestApp.Now.AddHours(1), cookies.ExpiresAt);
        var (edge, sent) = (EdgeVerifier.With(TestApp.KeyPairId, TestKeys.Of(kind)), Sent(cookies));
        Assert.True(edge.Allows("https://media.example.com/movies/42%20%C3%BC/a.mp4", TestApp.Now, sent));
        Assert.True(edge.Allows("https://media.example.com/movies/42%20%C3%BC/a/b.mp4?v=1", TestApp.Now, sent));
        Assert.False(edge.Allows("https://media.example.com/movies/43/a.mp4", TestApp.Now, sent));
        Assert.False(edge.Allows("https://other.example.com/movies/42%20%C3%BC/a.mp4", TestApp.Now, sent));
        Assert.False(edge.Allows("https://media.example.com/movies/42%20%C3%BC/a.mp4", cookies.ExpiresAt, sent));
        Assert.False(edge.Allows("https://media.example.com/movies/42%20%C3%BC/a.mp4?Expires=1", TestApp.Now, sent));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task ObjectCookies_EachKeyAndHash_AreCannedAndOpenTheObjectAlone(KeyKind kind, CloudFrontHashAlgorithm hash)
    {
        await using var app = TestApp.With(options => options.HashAlgorithm = hash, kind);

        var cookies = await Signer(app).IssueObjectCookiesAsync(new("movies/a*b.mp4"), Stream, Cancellation);

        Assert.Equal("CloudFront-Expires", cookies.All[0].Name);
        Assert.All(cookies.All, cookie => Assert.EndsWith(
            "; Path=/movies/a%2Ab.mp4; Secure; HttpOnly; SameSite=Lax", cookie.RevealHeader(), StringComparison.Ordinal));
        var (edge, sent) = (EdgeVerifier.With(TestApp.KeyPairId, TestKeys.Of(kind)), Sent(cookies));
        Assert.True(edge.Allows($"{TestApp.Root}movies/a%2Ab.mp4", TestApp.Now, sent));
        Assert.False(edge.Allows($"{TestApp.Root}movies/axb.mp4", TestApp.Now, sent));
        Assert.False(edge.Allows($"{TestApp.Root}movies/a%2Ab.mp4?v=1", TestApp.Now, sent));
    }

    [Fact]
    public async Task FolderQuery_OpensTheFolderAndNothingElse()
    {
        await using var app = TestApp.With();
        var signer = Signer(app);

        var query = await signer.IssueFolderQueryAsync("movies/42/", Stream, Cancellation);

        var edge = EdgeVerifier.With(TestApp.KeyPairId, TestKeys.Ecdsa);
        Assert.Equal(
            [.. signer.QueryParameters, "KeyPairId", "HashAlgorithm"], query.RevealQuery().Split('&').Select(pair => pair.Split('=')[0]));
        Assert.True(edge.Allows($"{signer.GetAddress(new("movies/42/a.m3u8"))}?{query.RevealQuery()}", TestApp.Now));
        Assert.False(edge.Allows($"{signer.GetAddress(new("movies/43/a.m3u8"))}?{query.RevealQuery()}", TestApp.Now));
    }

    [Fact]
    public async Task Conditions_NetworkAndBeginning_AreSigned()
    {
        await using var app = TestApp.With();
        var access = Stream with { NotBefore = TestApp.Now.AddMinutes(10), ClientNetwork = IPNetwork.Parse("192.0.2.0/24") };
        var signer = Signer(app);

        var url = await signer.IssueUrlAsync(new("movies/a.mp4"), access, Cancellation);
        var cookies = Sent(await signer.IssueFolderCookiesAsync("movies/", access, Cancellation));
        var ofObject = await signer.IssueObjectCookiesAsync(new("movies/a.mp4"), access, Cancellation);

        var edge = EdgeVerifier.With(TestApp.KeyPairId, TestKeys.Ecdsa);
        var later = TestApp.Now.AddMinutes(11);
        Assert.Contains("?Policy=", url.RevealUrl(), StringComparison.Ordinal);
        Assert.Equal("CloudFront-Policy", ofObject.All[0].Name);
        Assert.All(
            [(url.RevealUrl(), null), ($"{TestApp.Root}movies/a.mp4", cookies), ($"{TestApp.Root}movies/a.mp4", Sent(ofObject))],
            request =>
            {
                Assert.True(edge.Allows(request.Item1, later, request.Item2, "192.0.2.99"));
                Assert.False(edge.Allows(request.Item1, later, request.Item2, "192.0.3.1"));
                Assert.False(edge.Allows(request.Item1, TestApp.Now, request.Item2, "192.0.2.99"));
                Assert.False(edge.Allows(request.Item1, url.ExpiresAt, request.Item2, "192.0.2.99"));
            });
    }

    [Fact]
    public async Task Conditions_ThatCannotBeMet_AreRefused()
    {
        await using var app = TestApp.With();

        await Assert.ThrowsAsync<ArgumentException>(
            async () => await Signer(app).IssueUrlAsync(new("a"), Stream with { ClientNetwork = IPNetwork.Parse("2001:db8::/32") }, Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(
            async () => await Signer(app).IssueUrlAsync(new("a"), Stream with { NotBefore = TestApp.Now.AddHours(1) }, Cancellation));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("movies")]
    [InlineData("../")]
    [InlineData("movies//")]
    public async Task Folder_ThatIsNone_IsRefused(string folder)
    {
        await using var app = TestApp.With();

        await Assert.ThrowsAsync<ArgumentException>(async () => await Signer(app).IssueFolderCookiesAsync(folder, Stream, Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Signer(app).IssueFolderQueryAsync(folder, Stream, Cancellation));
    }

    [Fact]
    public async Task Folder_TheRootOfTheDistribution_IsRefused()
    {
        await using var app = TestApp.With(options => options.OriginPath = "content/");

        Assert.All(
            [
                await Assert.ThrowsAsync<StoreException>(async () => await Signer(app).IssueFolderCookiesAsync("content/", Stream, Cancellation)),
                await Assert.ThrowsAsync<StoreException>(async () => await Signer(app).IssueFolderQueryAsync("other/", Stream, Cancellation)),
            ],
            refusal => Assert.Equal(CloudFrontErrorCodes.FolderNotAllowed, refusal.Code));
        Assert.Equal("/movies/", (await Signer(app).IssueFolderCookiesAsync("content/movies/", Stream, Cancellation)).All[0].Path);
    }

    [Fact]
    public async Task Policy_ThatPromisesHeaders_IsRefused()
    {
        await using var app = TestApp.With();

        var refusal = await Assert.ThrowsAsync<StoreException>(
            async () => await Signer(app).IssueFolderCookiesAsync("movies/", cancellationToken: Cancellation));

        Assert.Equal(CloudFrontErrorCodes.ResponseHeadersNotForwarded, refusal.Code);
    }

    [Fact]
    public async Task Lifetime_IsThatOfThePolicyOrLess()
    {
        await using var app = TestApp.With();

        var cookies = await Signer(app).IssueFolderCookiesAsync("movies/", Stream with { Lifetime = TimeSpan.FromMinutes(5) }, Cancellation);
        var refusal = await Assert.ThrowsAsync<PolicyViolationException>(
            async () => await Signer(app).IssueFolderCookiesAsync("movies/", Stream with { Lifetime = TimeSpan.FromHours(2) }, Cancellation));

        Assert.Equal((TestApp.Now.AddMinutes(5), ExpiryLimit.Request), (cookies.ExpiresAt, cookies.LimitedBy));
        Assert.Equal(ErrorCodes.LifetimeInvalid, refusal.Code);
        Assert.Equal(
            ErrorCodes.UnknownPolicy,
            (await Assert.ThrowsAsync<PolicyViolationException>(
                async () => await Signer(app).IssueFolderCookiesAsync("movies/", new() { Policy = "none" }, Cancellation))).Code);
    }

    [Fact]
    public async Task Cookies_OfANameThatBrowsersWouldDrop_AreRefused()
    {
        await using var app = TestApp.With();
        var folder = $"{new string('ü', 200)}/";

        await Assert.ThrowsAsync<ArgumentException>(async () => await Signer(app).IssueFolderCookiesAsync(folder, Stream, Cancellation));
        Assert.NotNull(await Signer(app).IssueFolderQueryAsync(folder, Stream, Cancellation));
    }

    [Fact]
    public async Task Rotation_AtTheInstant_SwitchesToTheNextKey()
    {
        var clock = new FakeTimeProvider(TestApp.Now);
        await using var app = TestApp.With(
            options => options.NextKey = new() { KeyPairId = "KNEXT", PrivateKey = TestKeys.OtherEcdsaPem, UseFrom = TestApp.Now.AddMinutes(30) },
            clock: clock);
        var edge = EdgeVerifier.With(TestApp.KeyPairId, TestKeys.Ecdsa).Trust("KNEXT", TestKeys.OtherEcdsa);
        DownloadRequest stream = new() { Policy = "stream" };

        var before = (await app.Issuer().IssueDownloadUrlAsync(new("a.mp4"), stream, Cancellation)).RevealUrl();
        clock.Advance(TimeSpan.FromMinutes(30));
        var after = (await app.Issuer().IssueDownloadUrlAsync(new("a.mp4"), stream, Cancellation)).RevealUrl();
        var cookies = await Signer(app).IssueFolderCookiesAsync("a/", Stream, Cancellation);

        Assert.Contains($"Key-Pair-Id={TestApp.KeyPairId}", before, StringComparison.Ordinal);
        Assert.Contains("Key-Pair-Id=KNEXT", after, StringComparison.Ordinal);
        Assert.Equal("KNEXT", Sent(cookies)["CloudFront-Key-Pair-Id"]);
        Assert.True(edge.Allows(before, clock.GetUtcNow()));
        Assert.True(edge.Allows(after, clock.GetUtcNow()));
    }

    private static ICloudFrontSigner Signer(IServiceProvider app) => app.GetRequiredService<ICloudFrontSigner>();

    private static Dictionary<string, string> Sent(CloudFrontCookies cookies) =>
        cookies.All.ToDictionary(cookie => cookie.Name, cookie => cookie.RevealValue());
}
