using PresignKit.Conformance.Stores;
using PresignKit.Keys;

namespace PresignKit.Conformance.Suites;

/// <summary>A slot reaches its own key: no other object is read, replaced, copied, published or deleted by it.</summary>
public abstract class IsolationConformance(ConformanceStore store)
{
    private static readonly byte[] Body = Browser.Bytes("an upload");
    private static readonly byte[] Secret = Browser.Bytes("somebody else's");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Put_PathChangedAnywhere_ReachesNoOtherObject()
    {
        var secret = await store.StoreAsync(Secret);
        var slot = await store.Issuer.OpenAsync(Browser.Put, Body);

        foreach (var (_, url) in Tampering.OfPath(slot.Put!.RevealUrl(), secret.Value))
            await Browser.AssertRefusedAsync(await store.SendAsync(slot.Put, Body, address: url));

        await store.AssertHoldsAsync(secret, Secret);
        await store.AssertNothingAsync(slot.Key);
    }

    [Fact]
    public async Task Get_PathChangedAnywhere_ReadsNoOtherObject()
    {
        var secret = await store.StoreAsync(Secret);
        var own = await store.StoreAsync(Body);
        var url = await store.Issuer.IssueDownloadAsync(own, cancellationToken: Cancellation);

        foreach (var (_, changed) in Tampering.OfPath(url.RevealUrl(), secret.Value))
            await Browser.AssertRefusedAsync(await store.SendAsync(url, address: changed));
    }

    [Fact]
    public async Task Put_WithUnsignedDirective_IsRefusedAndDoesNothing()
    {
        store.Require(p => p.IsolatedPut, "to keep a slot to its own key");
        var secret = await store.StoreAsync(Secret);

        foreach (var (header, value) in store.UnsignedDirectives)
        {
            var slot = await store.Issuer.OpenAsync(Browser.PutOnce, Body);
            await Browser.AssertRefusedAsync(await store.SendAsync(slot.Put!, Body, Add(header, value, secret)));
            await store.AssertNothingAsync(slot.Key);
        }
    }

    [Fact]
    public async Task Put_WithUnsignedDirectiveOverAnExistingKey_ChangesNothing()
    {
        store.Require(p => p.IsolatedPut, "to keep a slot to its own key");
        var secret = await store.StoreAsync(Secret);
        var slot = await store.Issuer.OpenAsync(Browser.PutOnce, Body);
        await Browser.AssertStoredAsync(await store.SendAsync(slot.Put!, Body));

        foreach (var (header, value) in store.UnsignedDirectives)
            await Browser.AssertRefusedAsync(await store.SendAsync(slot.Put!, Body, Add(header, value, secret)));

        await store.AssertHoldsAsync(slot.Key, Body);
    }

    [Fact]
    public async Task IssueUpload_Guarantees_AreThoseOfTheProfile()
    {
        var slot = await store.Issuer.OpenAsync(Browser.PutOnce, Body);
        var isolates = store.Profile.IsolatedPut == PresignKit.Stores.Capability.Yes;

        Assert.Equal(isolates ? GuaranteeLevel.EnforcedByStore : GuaranteeLevel.NotEnforced, slot.Guarantees.Isolation);
        Assert.Equal(
            isolates && store.Profile.CreateOnly == PresignKit.Stores.Capability.Yes ? GuaranteeLevel.EnforcedByStore : GuaranteeLevel.NotEnforced,
            slot.Guarantees.WriteOnce);
    }

    private Action<HttpRequestMessage> Add(string header, string value, ObjectKey secret)
    {
        var text = value.Replace("{container}", store.Container, StringComparison.Ordinal).Replace("{key}", secret.Value, StringComparison.Ordinal);
        return request => request.Headers.TryAddWithoutValidation(header, text);
    }
}
