
namespace PresignKit.AzureProof.Provider;

/// <summary>One container of a storage account.</summary>
/// <param name="Name">The store's name.</param>
/// <param name="Endpoint">The account's blob endpoint, without a slash at the end.</param>
/// <param name="Container">The container.</param>
/// <param name="AccountName">The account.</param>
/// <param name="AccountKey">The account's key, which signs.</param>
/// <param name="Profile">What the store enforces.</param>
internal sealed record AzureBlobSettings(
    string Name, string Endpoint, string Container, string AccountName, string AccountKey, StoreProfile Profile)
{
    public override string ToString() => $"{Name}: {Endpoint}/{Container}";
}
