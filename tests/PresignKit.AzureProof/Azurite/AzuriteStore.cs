using Azure.Storage;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.AzureProof.Provider;
using PresignKit.Conformance.Stores;
using PresignKit.Testing;

namespace PresignKit.AzureProof.Azurite;

/// <summary>Azurite as a store for the conformance suites.</summary>
public sealed class AzuriteStore : ConformanceStore
{
    // Nothing listens on port 9: if Azurite is not installed, every test is skipped before it connects.
    private string _origin = "http://127.0.0.1:9";
    private string _key = "";
    private string? _unavailable;
    private AzuriteServer? _server;

    public override StoreProfile Profile => AzureProfiles.Azurite;

    public override string Container => "conformance";

    public override IReadOnlyList<(string Header, string Value)> UnsignedDirectives => [("x-ms-copy-source", $"{Endpoint}/{{container}}/{{key}}")];

    public override string UnsignedOverride => "rscl=de";

    // "Specifying the range header for Blob service operations": only bytes=start- and bytes=start-end.
    public override bool SupportsSuffixRanges => false;

    // Azurite; it also answers a range after the end with 206.
    public override bool ComparesIfRange => false;

    public override bool RefusesRangesBeyondTheEnd => false;

    public override bool SignsAnyRequest => false;

    internal string Endpoint => $"{_origin}/{AzuriteServer.AccountName}";

    /// <summary>This store, if Azurite is installed; otherwise the test is skipped, or fails if Azurite is required.</summary>
    public AzuriteStore Ready()
    {
        TestRequirement.Check("azurite", _unavailable);
        return this;
    }

    internal AzureBlobSettings Settings(StoreProfile profile, string container) =>
        new(StoreName, Endpoint, container, AzuriteServer.AccountName, _key, profile);

    /// <summary>The container, with the account's own key.</summary>
    internal BlobContainerClient ContainerClient() =>
        new(new Uri($"{Endpoint}/{Container}"), new StorageSharedKeyCredential(AzuriteServer.AccountName, _key));

    protected override async ValueTask StartAsync()
    {
        if (AzuriteServer.Find(out var missing) is not { } command)
        {
            _unavailable = missing;
            return;
        }

        _server = await AzuriteServer.StartAsync(command);
        (_origin, _key) = (_server.Origin, _server.AccountKey);
        await ContainerClient().CreateAsync();
    }

    protected override ValueTask StopAsync()
    {
        _server?.Dispose();
        return ValueTask.CompletedTask;
    }

    protected override void AddStores(PresignKitBuilder kit, bool isDirect)
    {
        kit.AddAzureBlob(Settings(Profile, Container));
        kit.AddAzureBlob(Settings(Profile, "no-such-container") with { Name = MissingStoreName });
    }
}
