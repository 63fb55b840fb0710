using Microsoft.Extensions.DependencyInjection;

namespace PresignKit.AzureProof.Provider;

/// <summary>The builder method that a provider's package would add.</summary>
internal static class AzureBlobBuilderExtensions
{
    public static PresignKitBuilder AddAzureBlob(this PresignKitBuilder builder, AzureBlobSettings settings) =>
        builder.AddStore(new AzureBlobRegistration(settings));
}
