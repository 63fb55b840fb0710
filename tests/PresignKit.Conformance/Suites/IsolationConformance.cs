using PresignKit.Conformance.Stores;

namespace PresignKit.Conformance.Suites;

/// <summary>A slot reaches only its own key: it cannot read, replace, copy, publish, or delete any other object.</summary>
public abstract class IsolationConformance(ConformanceStore store)
{
    private static readonly byte[] Body = Browser.Bytes("an upload");
    private static readonly byte[] Secret = Browser.Bytes("another user's object");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Put_PathChanged_ReachesNoOtherObject()
    {
        var secret = await store.StoreAsync(Secret);
        var slot = await store.Issuer.OpenAsync(Browser.Put, Body);

        foreach (var (_, url) in TamperedUrls.OfPath(slot.Request!.RevealUrl(), secret.Value))
        {
            await Browser.AssertRefusedAsync(await store.SendAsync(slot.Request, Body, address: url));
        }

        await store.AssertHoldsAsync(secret, Secret);
        await store.AssertNothingAsync(slot.Key);
    }

    [Fact]
    public async Task Get_PathChanged_ReadsNoOtherObject()
    {
        var secret = await store.StoreAsync(Secret);
        var own = await store.StoreAsync(Body);
        var url = await store.Issuer.IssueDownloadUrlAsync(own, cancellationToken: Cancellation);

        foreach (var (_, changed) in TamperedUrls.OfPath(url.RevealUrl(), secret.Value))
        {
            await Browser.AssertRefusedAsync(await store.SendAsync(url, address: changed));
        }
    }

    [Fact]
    public async Task Put_WithUnsignedDirective_IsRefusedAndDoesNothing()
    {
        store.Require(p => p.IsolatedPut, "to limit a slot to its own key");
        var secret = await store.StoreAsync(Secret);

        Assert.NotEmpty(store.UnsignedDirectives);
        foreach (var directive in store.UnsignedDirectives)
        {
            var slot = await store.Issuer.OpenAsync(Browser.Put, Body);
            await Browser.AssertRefusedAsync(await store.SendAsync(slot.Request!, Body, store.Directive(directive, secret)));
            await store.AssertNothingAsync(slot.Key);
        }
    }

    /// <summary>A copy has no body, so that a signed length may be all that stands in its way.</summary>
    [Fact]
    public async Task Put_UnknownSizeWithUnsignedDirective_IsRefusedAndDoesNothing()
    {
        store.Require(p => p.IsolatedPut, "to limit a slot to its own key");
        var secret = await store.StoreAsync(Secret);

        foreach (var directive in store.UnsignedDirectives)
        {
            foreach (var body in (byte[][])[[], Body])
            {
                var slot = await store.Issuer.OpenUnknownAsync(Browser.Put);
                await Browser.AssertRefusedAsync(await store.SendAsync(slot.Request!, body, store.Directive(directive, secret)));
                await store.AssertNothingAsync(slot.Key);
            }
        }
    }

    [Fact]
    public async Task Put_WithUnsignedDirectiveOnExistingKey_ChangesNothing()
    {
        store.Require(p => p.IsolatedPut, "to limit a slot to its own key");
        var secret = await store.StoreAsync(Secret);

        var slot = await store.Issuer.OpenAsync(Browser.Put, Body);
        await Browser.AssertStoredAsync(await store.SendAsync(slot.Request!, Body));

        Assert.NotEmpty(store.UnsignedDirectives);
        foreach (var directive in store.UnsignedDirectives)
        {
            await Browser.AssertRefusedAsync(await store.SendAsync(slot.Request!, Body, store.Directive(directive, secret)));
        }

        await store.AssertHoldsAsync(slot.Key, Body);
        await store.AssertNotPublicAsync(slot.Request!.RevealUrl());
    }

    /// <summary>The attack itself. If the profile says No, the attack must succeed whatever was signed; otherwise the No would be wrong.</summary>
    [Fact]
    public async Task Put_WithUnsignedCopy_ReadsAnotherObjectOnlyIfProfileSaysNo()
    {
        Assert.SkipUnless(store.CopyDirective.HasValue, "The protocol has no copy directive.");
        var secret = await store.StoreAsync(Secret);

        // With as many signed conditions as possible, and with as few.
        foreach (var slot in new[]
        {
            await store.Issuer.OpenAsync(Browser.Put, Body, Browser.Sha256(Body)),
            await store.Issuer.OpenAsync(Browser.Put, Body),
        })
        {
            await Browser.AssertStoredAsync(await store.SendAsync(slot.Request!, Body));

            var response = await store.SendAsync(slot.Request!, Body, store.Directive(store.CopyDirective.Value, secret));

            var isRefused = await store.RefusesAsync(p => p.IsolatedPut, "to limit a slot to its own key", response);
            await store.AssertHoldsAsync(slot.Key, isRefused ? Body : Secret);
        }
    }

    /// <summary>As above. Combined with the copy, this is how a PUT publishes another user's object.</summary>
    [Fact]
    public async Task Put_WithUnsignedPublicAcl_IsPublicOnlyIfProfileSaysNo()
    {
        Assert.SkipUnless(store.PublishDirective.HasValue, "The protocol has no directive that makes objects public.");
        var slot = await store.Issuer.OpenAsync(Browser.Put, Body);

        var response = await store.SendAsync(slot.Request!, Body, store.Directive(store.PublishDirective.Value, slot.Key));

        if (await store.RefusesAsync(p => p.IsolatedPut, "to limit a slot to its own key", response))
        {
            await store.AssertNotPublicAsync(slot.Request!.RevealUrl());
        }
        else
        {
            await Browser.AssertStoredAsync(await store.GetPubliclyAsync(slot.Request!.RevealUrl()));
        }
    }

    [Fact]
    public async Task Post_WithUnsignedDirectiveAsHeader_IsRefusedOrDoesNothing()
    {
        store.Require(p => p.FormUpload, "form uploads");
        var secret = await store.StoreAsync(Secret);

        Assert.NotEmpty(store.UnsignedDirectives);
        foreach (var directive in store.UnsignedDirectives)
        {
            var slot = await store.Issuer.OpenAsync(Browser.Form, Body);
            using var response = await store.PostAsync(slot.Request!, Body, change: store.Directive(directive, secret));
            await AssertRefusedOrOrdinaryAsync(response, slot, directive.Header);
        }
    }

    [Fact]
    public async Task Post_WithUnsignedDirectiveAsField_IsRefusedOrDoesNothing()
    {
        store.Require(p => p.FormUpload, "form uploads");
        var secret = await store.StoreAsync(Secret);

        Assert.NotEmpty(store.UnsignedDirectives);
        foreach (var (name, value) in store.UnsignedDirectives)
        {
            var slot = await store.Issuer.OpenAsync(Browser.Form, Body);
            var text = value.Replace("{container}", store.Container, StringComparison.Ordinal).Replace("{key}", secret.Value, StringComparison.Ordinal);
            using var response = await store.PostAsync(slot.Request!, Body, slot.Request!.RevealFields().Append(new(name, text)));
            await AssertRefusedOrOrdinaryAsync(response, slot, name);
        }
    }

    [Fact]
    public async Task OpenUploadSlot_Guarantees_MatchProfile()
    {
        var slot = await store.Issuer.OpenAsync(Browser.Put, Body);
        var isolates = store.Configured.IsolatedPut == Capability.Yes;

        Assert.Equal(isolates ? GuaranteeLevel.EnforcedByStore : GuaranteeLevel.NotEnforced, slot.Guarantees.Isolation);
        Assert.Equal(GuaranteeLevel.VerifiedOnCompletion, slot.Guarantees.WriteOnce);
    }

    // If the upload was accepted: it has the uploaded bytes, is not public, and a download shows no trace of the directive.
    private async Task AssertRefusedOrOrdinaryAsync(HttpResponseMessage response, UploadSlot slot, string header)
    {
        if (!response.IsSuccessStatusCode)
        {
            await Browser.AssertRefusedAsync(response);
            await store.AssertNothingAsync(slot.Key);
            return;
        }

        await store.AssertHoldsAsync(slot.Key, Body);
        var url = await store.Issuer.IssueDownloadUrlAsync(slot.Key, cancellationToken: Cancellation);
        await store.AssertNotPublicAsync(url.RevealUrl());
        using var download = await store.SendAsync(url);
        Assert.False(download.Headers.Contains(header), $"{header} took effect although it was not signed.");
        Assert.False(download.Headers.Contains("x-amz-tagging-count") && header == "x-amz-tagging", "Tags were stored although they were not signed.");
    }
}
