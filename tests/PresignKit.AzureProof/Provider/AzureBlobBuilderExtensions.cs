using Microsoft.Extensions.DependencyInjection;

namespace PresignKit.AzureProof.Provider;

/// <summary>What the package of such a provider would add to the builder.</summary>
internal static class AzureBlobBuilderExtensions
{
    public static PresignKitBuilder AddAzureBlob(this PresignKitBuilder builder, AzureBlobSettings settings) =>
        builder.AddStore(new AzureBlobRegistration(settings));
}
