using PresignKit.Providers;

namespace PresignKit.AzureProof.Provider;

/// <summary>The registration of a container.</summary>
internal sealed class AzureBlobRegistration(AzureBlobSettings settings) : StoreRegistration(settings.Name)
{
    public override IEnumerable<string> Validate(IServiceProvider services)
    {
        if (!Uri.TryCreate(settings.Endpoint, UriKind.Absolute, out _))
        {
            yield return $"Stores:{Name}:Endpoint is no absolute URL.";
        }

        if (!Convert.TryFromBase64String(settings.AccountKey, new byte[settings.AccountKey.Length], out _))
        {
            yield return $"Stores:{Name}:AccountKey is not base64.";
        }
    }

    public override IStoreProvider Create(IServiceProvider services) => new AzureBlobProvider(settings);
}
