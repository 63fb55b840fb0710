using System.Net.Http.Headers;
using PresignKit.Conformance.Stores;

namespace PresignKit.Conformance.Suites;

/// <summary>PUT upload slots: the declared body is stored once, and nothing else is.</summary>
public abstract class PutConformance(ConformanceStore store)
{
    private static readonly byte[] Body = Browser.Bytes("not really a video");
    private static readonly byte[] Other = Browser.Bytes("not really a movie");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Put_AsSigned_StoresTypeAndBytes()
    {
        var slot = await store.Issuer.OpenAsync(Browser.Put, Body);

        await Browser.AssertStoredAsync(await store.SendAsync(slot.Request!, Body));

        await store.AssertHoldsAsync(slot.Key, Body);
        Assert.Equal("video/mp4", (await store.Objects.FindAsync(slot.Key, Cancellation))!.ContentType);
    }

    [Fact]
    public async Task Put_EmptyFile_IsStored()
    {
        var slot = await store.Issuer.OpenAsync(Browser.Put, []);

        await Browser.AssertStoredAsync(await store.SendAsync(slot.Request!, []));

        Assert.Equal(0, (await store.Objects.FindAsync(slot.Key, Cancellation))!.Size);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100_000)]
    public async Task Put_UnknownSize_StoresAnyBody(int size)
    {
        var slot = await store.Issuer.OpenUnknownAsync(Browser.Put);
        var body = new byte[size];

        await Browser.AssertStoredAsync(await store.SendAsync(slot.Request!, body));

        await store.AssertHoldsAsync(slot.Key, body);
        Assert.Equal("video/mp4", (await store.Objects.FindAsync(slot.Key, Cancellation))!.ContentType);
    }

    [Fact]
    public async Task Put_UnknownSizeOfOtherType_IsRefused()
    {
        store.Require(p => p.SignedContentType, "to sign a type");
        var slot = await store.Issuer.OpenUnknownAsync(Browser.Put);

        await Browser.AssertRefusedAsync(
            await store.SendAsync(slot.Request!, Body, request => request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse("text/html")));

        await store.AssertNothingAsync(slot.Key);
    }

    [Fact]
    public async Task Put_SecondTime_IsRefusedAndFirstUploadStays()
    {
        store.Require(p => p.CreateOnly, "to refuse a second upload");
        var slot = await store.Issuer.OpenAsync(Browser.Put, Body);
        await Browser.AssertStoredAsync(await store.SendAsync(slot.Request!, Body));

        await Browser.AssertRefusedAsync(await store.SendAsync(slot.Request!, Other));

        await store.AssertHoldsAsync(slot.Key, Body);
    }

    [Fact]
    public async Task Put_EightAtOnce_HasOneWinner()
    {
        store.Require(p => p.CreateOnly, "to refuse all but one of several uploads at once");
        var bodies = Enumerable.Range(0, 8).Select(i => Browser.Bytes($"contender number {i}")).ToArray();
        var slot = await store.Issuer.OpenAsync(Browser.Put, bodies[0]);

        var responses = await Task.WhenAll(bodies.Select(body => Task.Run(() => store.SendAsync(slot.Request!, body), Cancellation)));

        var winner = Assert.Single(responses, r => r.IsSuccessStatusCode);
        foreach (var loser in responses.Where(r => r != winner))
        {
            await Browser.AssertRefusedAsync(loser);
        }

        await store.AssertHoldsAsync(slot.Key, bodies[Array.IndexOf(responses, winner)]);
    }

    [Fact]
    public async Task Put_WithoutSignedCondition_IsRefused()
    {
        store.Require(p => p.CreateOnly, "to bind an upload to an empty key");
        store.Require(p => p.SignedHeaders, "to sign headers");
        var slot = await store.Issuer.OpenAsync(Browser.Put, Body);

        await Browser.AssertRefusedAsync(await store.SendAsync(slot.Request!, Body, request => request.Headers.IfNoneMatch.Clear()));

        await store.AssertNothingAsync(slot.Key);
    }

    [Fact]
    public async Task Put_SecondTimeWithoutSignedCondition_IsRefusedAndFirstUploadStays()
    {
        store.Require(p => p.CreateOnly, "to refuse a second upload");
        var slot = await store.Issuer.OpenAsync(Browser.Put, Body);
        await Browser.AssertStoredAsync(await store.SendAsync(slot.Request!, Body));

        await Browser.AssertRefusedAsync(await store.SendAsync(slot.Request!, Other, request => request.Headers.IfNoneMatch.Clear()));

        await store.AssertHoldsAsync(slot.Key, Body);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("video/mp4; charset=utf-8")]
    [InlineData(null)]
    public async Task Put_OtherContentType_IsRefused(string? contentType)
    {
        store.Require(p => p.SignedContentType, "to refuse another content type");
        var slot = await store.Issuer.OpenAsync(Browser.Put, Body);

        await Browser.AssertRefusedAsync(await store.SendAsync(
            slot.Request!, Body, request => request.Content!.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType)));

        await store.AssertNothingAsync(slot.Key);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(100_000)]
    public async Task Put_OtherLength_IsRefused(int more)
    {
        store.Require(p => p.SignedContentLength, "to refuse another length");
        var slot = await store.Issuer.OpenAsync(Browser.Put, Body);

        await Browser.AssertRefusedAsync(await store.SendAsync(slot.Request!, new byte[Body.Length + more]));

        await store.AssertNothingAsync(slot.Key);
    }

    [Fact]
    public async Task Put_MatchingChecksum_IsStored()
    {
        var slot = await store.Issuer.OpenAsync(Browser.Put, Body, Browser.Sha256(Body));

        await Browser.AssertStoredAsync(await store.SendAsync(slot.Request!, Body));

        await store.AssertHoldsAsync(slot.Key, Body);
    }

    [Fact]
    public async Task Put_ChecksumOfAnotherBody_IsRefusedIfProfileSaysYes()
    {
        var slot = await store.Issuer.OpenAsync(Browser.Put, Body, Browser.Sha256(Body));

        if (await store.RefusesAsync(p => p.ChecksumSha256, "to verify a checksum", await store.SendAsync(slot.Request!, Other)))
        {
            await store.AssertNothingAsync(slot.Key);
        }
        else
        {
            await store.AssertHoldsAsync(slot.Key, Other);
        }
    }

    [Fact]
    public async Task Put_BodyAndChecksumReplaced_IsRefused()
    {
        store.Require(p => p.SignedHeaders, "to sign headers");
        var slot = await store.Issuer.OpenAsync(Browser.Put, Body, Browser.Sha256(Body));
        string[] names = [.. slot.Request!.Headers.Where(h => h.Value == Browser.Sha256(Body)).Select(h => h.Key)];
        Assert.True(names.Length > 0 || store.Profile.ChecksumSha256 != Capability.Yes, "The slot signs no checksum.");

        await Browser.AssertRefusedAsync(await store.SendAsync(slot.Request!, Other, request =>
        {
            foreach (var name in names)
            {
                request.Headers.Remove(name);
                request.Headers.TryAddWithoutValidation(name, Browser.Sha256(Other));
            }
        }));

        await store.AssertNothingAsync(slot.Key);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("DELETE")]
    [InlineData("POST")]
    public async Task Put_UsedWithAnotherMethod_IsRefused(string method)
    {
        var slot = await store.Issuer.OpenAsync(Browser.Put, Body);
        await Browser.AssertStoredAsync(await store.SendAsync(slot.Request!, Body));

        await Browser.AssertRefusedAsync(await store.SendAsync(slot.Request!, Body, method: method));

        await store.AssertHoldsAsync(slot.Key, Body);
    }

    [Fact]
    public async Task Put_ToAnotherHost_IsRefused()
    {
        store.Require(p => p.SignedHeaders, "to sign the host");
        var slot = await store.Issuer.OpenAsync(Browser.Put, Body);

        await Browser.AssertRefusedAsync(await store.SendAsync(slot.Request!, Body, request => request.Headers.Host = "other.example.com"));

        await store.AssertNothingAsync(slot.Key);
    }

    [Fact]
    public async Task Put_Expired_IsRefused()
    {
        var slot = await store.IssuerAt(TimeProvider.System.GetUtcNow().AddHours(-1)).OpenAsync(Browser.Put, Body);

        await Browser.AssertRefusedAsync(await store.SendAsync(slot.Request!, Body));

        await store.AssertNothingAsync(slot.Key);
    }

    [Fact]
    public async Task Put_AnyQueryParameterChanged_IsRefused()
    {
        var slot = await store.Issuer.OpenAsync(Browser.Put, Body);

        foreach (var (_, url) in TamperedUrls.OfQuery(slot.Request!.RevealUrl()))
        {
            await Browser.AssertRefusedAsync(await store.SendAsync(slot.Request, Body, address: url));
        }

        await store.AssertNothingAsync(slot.Key);
    }
}
