using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.Conformance.Stores;
using PresignKit.SigV4;

namespace PresignKit.Conformance.Ceph;

/// <summary>What a role's session signs works with its token, and only with it.</summary>
public abstract class CephSessionTests(CephStores ceph)
{
    private const string Token = "X-Amz-Security-Token";

    private readonly CephSessionStore _store = ceph.Sessions;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Put_WithToken_IsStoredVerifiedAndDownloadable()
    {
        var slot = await _store.Issuer.OpenAsync(Browser.Put, StoredObject.Video);
        Assert.Contains($"{Token}=", slot.Request!.RevealUrl(), StringComparison.Ordinal);

        await Browser.AssertStoredAsync(await _store.SendAsync(slot.Request!, StoredObject.Video));

        // Completion uses the AWS SDK's client with the same session.
        await using var application = _store.CreateApplication(Policies);
        var found = await application.GetRequiredService<IUploadVerifier>().VerifyAsync(slot.Declaration with { Policy = "video" }, Cancellation);
        Assert.True(found.IsVerified, $"{found.Outcome}");
        var url = await _store.Issuer.IssueDownloadUrlAsync(slot.Key, cancellationToken: Cancellation);
        using var response = await _store.SendAsync(url);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(StoredObject.Video, await response.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Fact]
    public async Task Post_WithToken_IsStored()
    {
        var slot = await _store.Issuer.OpenAsync(Browser.Form, StoredObject.Video);
        Assert.Contains(slot.Request!.RevealFields(), field => field.Key.Equals(Token, StringComparison.OrdinalIgnoreCase));

        await Browser.AssertStoredAsync(await _store.PostAsync(slot.Request, StoredObject.Video));

        await _store.AssertHoldsAsync(slot.Key, StoredObject.Video);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    public async Task Url_TokenRemovedAlteredOrReplaced_IsRefused(string method)
    {
        var key = await _store.StoreAsync(StoredObject.Video);
        var issued = await _store.Issuer.IssueDownloadUrlAsync(key, cancellationToken: Cancellation);
        var put = (await _store.Issuer.OpenAsync(Browser.Put, StoredObject.Video)).Request!;
        var signed = method == "GET" ? issued.RevealUrl() : put.RevealUrl();
        Task<HttpResponseMessage> SendAsync(string address) =>
            method == "GET" ? _store.SendAsync(issued, address: address) : _store.SendAsync(put, StoredObject.Video, address: address);

        var others = Uri.EscapeDataString((await AssumeAsync(TimeSpan.FromHours(1))).SessionToken);

        using var removed = await SendAsync(WithToken(signed, null));
        Assert.Equal(HttpStatusCode.Forbidden, removed.StatusCode);
        foreach (var token in (string[])[Altered(TokenOf(signed), 10), Altered(TokenOf(signed), TokenOf(signed).Length / 2), "x", others])
        {
            await Browser.AssertRefusedAsync(await SendAsync(WithToken(signed, token)));
        }

        await Browser.AssertStoredAsync(await SendAsync(signed));
    }

    /// <summary>
    /// The token is encrypted, but nothing authenticates it: where an altered bit garbles only what the gateway does not look at, the token is accepted,
    /// for the same session. So nothing may rely on an altered token being refused.
    /// </summary>
    [Fact]
    public async Task Token_OneBitAltered_IsAcceptedAtFewPositions()
    {
        var session = await AssumeAsync(TimeSpan.FromHours(1));
        var key = await _store.StoreAsync(StoredObject.Video);

        var (accepted, length) = await SessionTokens.AcceptedChangesAsync(_store, session, key);

        TestContext.Current.TestOutputHelper?.WriteLine($"{_store.Release}: {accepted.Length} of {length / 4} bytes: {string.Join(' ', accepted)}");
        Assert.InRange(accepted.Length, 1, length / 32);
    }

    [Fact]
    public async Task Post_TokenRemovedOrAltered_IsRefused()
    {
        var slot = await _store.Issuer.OpenAsync(Browser.Form, StoredObject.Video);
        var fields = slot.Request!.RevealFields();
        var token = fields.Single(field => field.Key.Equals(Token, StringComparison.OrdinalIgnoreCase));

        await Browser.AssertRefusedAsync(await _store.PostAsync(slot.Request, StoredObject.Video, fields.Where(field => field.Key != token.Key)));
        await Browser.AssertRefusedAsync(await _store.PostAsync(slot.Request, StoredObject.Video, fields.Select(field =>
            field.Key == token.Key ? new(field.Key, Altered(field.Value, field.Value.Length / 2)) : field)));

        await _store.AssertNothingAsync(slot.Key);
    }

    /// <summary>Why nothing is signed for longer than its credentials last: when they end, the URL's own lifetime does not matter.</summary>
    [Fact]
    public async Task Url_SessionEnded_IsRefusedBeforeUrlExpires()
    {
        var key = await _store.StoreAsync(StoredObject.Video);
        var session = await AssumeAsync(TimeSpan.FromSeconds(3));
        var presigner = new UrlPresigner(
            BucketEndpoint.Create(_store.Endpoint, _store.Container, BucketAddressing.Path),
            new(session.AccessKeyId, session.SecretAccessKey, session.SessionToken),
            "us-east-1");
        var url = presigner.Presign(new()
        {
            Method = "GET", Target = PresignTarget.ForObject(key.Value), SignedAt = TimeProvider.System.GetUtcNow(), Lifetime = TimeSpan.FromHours(1),
        });
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(url));

        var waiting = Stopwatch.StartNew();
        while (await StatusAsync(url) == HttpStatusCode.OK)
        {
            Assert.True(waiting.Elapsed < TimeSpan.FromSeconds(10), "A session of 3 seconds was still valid after 10 seconds.");
        }

        Assert.InRange((int)await StatusAsync(url), 400, 499);
    }

    [Fact]
    public async Task Issue_PolicyLongerThanSession_IsShortenedAndMinimumIsRefused()
    {
        await using var application = _store.CreateApplication(kit => kit
            .AddDownloadPolicy("long", policy => policy.Lifetime = TimeSpan.FromHours(12))
            .AddDownloadPolicy("demanding", policy => (policy.Lifetime, policy.MinimumLifetime) = (TimeSpan.FromHours(12), TimeSpan.FromHours(2))));
        var issuer = application.GetRequiredService<IPresignedUrlIssuer>();
        var now = TimeProvider.System.GetUtcNow();

        var url = await issuer.IssueDownloadUrlAsync(new("k"), new() { Policy = "long" }, Cancellation);
        var refused = await Assert.ThrowsAsync<StoreException>(
            async () => await issuer.IssueDownloadUrlAsync(new("k"), new() { Policy = "demanding" }, Cancellation));

        Assert.Equal(ExpiryLimit.Credentials, url.LimitedBy);
        Assert.InRange(url.ExpiresAt - now, TimeSpan.FromMinutes(58), TimeSpan.FromMinutes(60) - TimeSpan.FromSeconds(25));
        Assert.Equal(ErrorCodes.CredentialsTooShort, refused.Code);
    }

    [Fact]
    public async Task Issue_RoleThatCannotBeAssumed_FailsWithoutSecret()
    {
        await using var application = _store.CreateApplication(static _ => { }, options =>
            (options.AccessKeyId, options.SecretAccessKey) = (_store.OtherAccessKey, _store.OtherSecret));

        var refused = await Assert.ThrowsAsync<StoreException>(async () =>
            await application.GetRequiredService<IPresignedUrlIssuer>().IssueDownloadUrlAsync(new("k"), cancellationToken: Cancellation));

        Assert.Equal(ErrorCodes.CredentialsUnavailable, refused.Code);
        Assert.Contains("403", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_store.OtherSecret, $"{refused}", StringComparison.Ordinal);
    }

    private static void Policies(PresignKitBuilder kit) => kit.AddUploadPolicy("video", policy =>
    {
        policy.AllowedContentTypes.Add("video/mp4");
        policy.MaximumSize = 1000;
        policy.Key = "conformance/{id}{ext}";
        policy.AllowUnenforced = (GuaranteeKinds)~0;
    });

    private static string TokenOf(string url) =>
        url[(url.IndexOf($"{Token}=", StringComparison.Ordinal) + Token.Length + 1)..].Split('&')[0];

    private static string WithToken(string url, string? token) => token is null
        ? url.Replace($"&{Token}={TokenOf(url)}", "", StringComparison.Ordinal)
        : url.Replace(TokenOf(url), token, StringComparison.Ordinal);

    private static string Altered(string text, int at) => char.IsAsciiLetterOrDigit(text[at])
        ? $"{text[..at]}{(text[at] == 'A' ? 'B' : 'A')}{text[(at + 1)..]}"
        : Altered(text, at + 1);

    private async Task<HttpStatusCode> StatusAsync(string url)
    {
        using var response = await _store.Client.GetAsync(new Uri(url), Cancellation);
        return response.StatusCode;
    }

    private Task<Amazon.SecurityToken.Model.Credentials> AssumeAsync(TimeSpan duration) => SessionTokens.AssumeAsync(_store, duration);
}
