using PresignKit.Keys;
using PresignKit.Policies;
using PresignKit.Providers;

namespace PresignKit.Completion;

/// <summary>
/// What a copy of an upload keeps: what the policy stores, the metadata that it lets the application choose, and the slot's binding. The holder
/// of the slot added any other header: S3 stores unsigned headers unless their names begin with <c>x-amz-</c>.
/// </summary>
internal static class KeptAttributes
{
    public static StoredAttributes Of(UploadPolicy policy, ObjectProperties found) => policy.Attributes with
    {
        Metadata = policy.Attributes.Metadata.SetItems(
            found.Metadata.Where(pair => pair.Key == SlotBinding.MetadataName || policy.AllowedMetadata.Contains(pair.Key))),
    };
}
