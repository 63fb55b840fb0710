using PresignKit.DependencyInjection;
using PresignKit.Providers;

namespace PresignKit.AzureProof.Provider;

internal static class AzureBlobBuilderExtensions
{
    public static PresignKitBuilder AddAzureBlob(this PresignKitBuilder builder, AzureBlobSettings settings) =>
        builder.AddStore(new AzureBlobRegistration(settings));
}

internal sealed class AzureBlobRegistration(AzureBlobSettings settings) : StoreRegistration(settings.Name)
{
    public override IEnumerable<string> Validate(IServiceProvider services)
    {
        if (!Uri.TryCreate(settings.Endpoint, UriKind.Absolute, out _))
            yield return $"Stores:{Name}:Endpoint is no absolute URL.";
        if (!Convert.TryFromBase64String(settings.AccountKey, new byte[settings.AccountKey.Length], out _))
            yield return $"Stores:{Name}:AccountKey is not base64.";
    }

    public override IStoreProvider Create(IServiceProvider services) => new AzureBlobProvider(settings);
}
