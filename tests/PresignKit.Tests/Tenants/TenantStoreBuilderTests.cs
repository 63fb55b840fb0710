using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using PresignKit.Providers;
using PresignKit.Tests.Fakes;

namespace PresignKit.Tests.Tenants;

/// <summary>What is learned about one tenant's bucket counts for that tenant alone; what is learned about the server counts for all.</summary>
public sealed class TenantStoreBuilderTests
{
    private static readonly StoreFinding Public = new(FindingCodes.BucketPublic, FindingSeverity.Error, "Everybody can read bucket 'acme'.");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Check_BucketOfOneTenantIsOpen_RefusesItsSlotsAlone()
    {
        var app = new TestApplication();
        var acme = Build(app, "acme", new() { Administration = Finding(Public) });
        var globex = Build(app, "globex", new());

        await acme.Setup.CheckAsync(Cancellation);

        var refusal = await Assert.ThrowsAsync<StoreException>(async () => await acme.Issuer.OpenUploadSlotAsync(TestApplication.Request, Cancellation));
        Assert.Equal((ErrorCodes.StoreNotReady, "media@acme"), (refusal.Code, acme.Setup.StoreName));
        Assert.NotNull(await globex.Issuer.OpenUploadSlotAsync(TestApplication.Request, Cancellation));
        Assert.NotNull(await app.Issuer.OpenUploadSlotAsync(TestApplication.Request, Cancellation));
    }

    [Fact]
    public async Task Check_BucketOfTheStoreIsOpen_SaysNothingAboutTenants()
    {
        var app = new TestApplication(provider: new() { Administration = Finding(Public) });
        var acme = Build(app, "acme", new());

        await app.Services.GetRequiredService<IStoreSetup>().CheckAsync(Cancellation);

        Assert.NotNull(await acme.Issuer.OpenUploadSlotAsync(TestApplication.Request, Cancellation));
    }

    /// <summary>Also if it is found after the tenant's store was built; but never for a tenant at another server.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Probe_ServerThatVerifiesNothing_RefusesSlotsOfTenantsThere(bool isSameServer)
    {
        var probe = Substitute.For<IStoreProbe>();
        probe.ProbeAsync(default!, default, Cancellation).ReturnsForAnyArgs(new ProbeReport("media", "https://s3.example.com", RecordingProvider.Strict, [])
        {
            Findings = [new(FindingCodes.SignatureNotVerified, FindingSeverity.Error, "The store does not verify what was signed.")],
        });
        var app = new TestApplication(provider: new() { Probe = probe });
        var acme = Build(app, "acme", new(), isSameServer);
        Assert.NotNull(await acme.Issuer.OpenUploadSlotAsync(TestApplication.Request, Cancellation));

        await app.Services.GetRequiredService<IStoreSetup>().ProbeAsync(cancellationToken: Cancellation);

        var refusal = await Record.ExceptionAsync(async () => await acme.Issuer.OpenUploadSlotAsync(TestApplication.Request, Cancellation));
        Assert.Equal(isSameServer ? ErrorCodes.StoreNotReady : null, (refusal as StoreException)?.Code);
    }

    [Fact]
    public void Build_ProfileOfAnotherKind_IsRefused()
    {
        var app = new TestApplication();

        var refusal = Assert.Throws<ArgumentException>(() => Build(app, "acme", new() { Profile = RecordingProvider.Strict with { Name = "other" } }));

        Assert.Contains("profile 'other'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Slot_OfATenant_CarriesTheNameOfItsStore()
    {
        var app = new TestApplication();
        var acme = Build(app, "acme", new());
        var slot = await acme.Issuer.OpenUploadSlotAsync(TestApplication.Request, Cancellation);

        Assert.Equal(("media@acme", "media@acme", "media@acme"), (slot.StoreName, slot.Declaration.StoreName, acme.Issuer.StoreName));
        Assert.Equal("media@acme", acme.ToString());
    }

    private static TenantStore Build(TestApplication app, string tenant, RecordingProvider provider, bool isSameServer = true) =>
        app.Services.GetRequiredService<ITenantStoreBuilder>().Build("media", tenant, provider, isSameServer);

    private static IStoreAdministration Finding(StoreFinding finding)
    {
        var administration = Substitute.For<IStoreAdministration>();
        administration.CheckAsync(default!, default).ReturnsForAnyArgs([finding]);
        return administration;
    }
}
