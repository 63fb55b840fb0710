using PresignKit.Issuing;
using PresignKit.Policies;
using PresignKit.Providers;

namespace PresignKit.Administration;

/// <summary>
/// From the policies in force to what browsers need. Nothing is listed by hand: a slot of each policy is signed and never handed
/// out, so that methods and headers are those that the provider itself makes the holder send.
/// </summary>
internal static class CorsRequirements
{
    // A browser remembers an answer for at most two hours (Chromium) to a day (Firefox); the store is asked again soon after a change.
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(50);

    // 32 bytes of zero in base64: any SHA-256, since a client may declare one under every policy.
    private const string AnyChecksum = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    public static CorsRequirement Derive(
        string storeName, PolicyCatalog policies, ISigningSession session, DateTimeOffset now, IEnumerable<string> origins)
    {
        // Downloads are of every store. A player or viewer written in script asks for ranges, and older browsers ask permission for that.
        var methods = new SortedSet<string>(StringComparer.Ordinal) { "GET", "HEAD" };
        var allowed = new SortedSet<string>(StringComparer.Ordinal) { "range" };
        var exposed = new SortedSet<string>(StringComparer.Ordinal) { "Accept-Ranges", "Content-Range", "ETag" };
        foreach (var policy in policies.UploadPolicies.Where(p => p.StoreName == storeName))
        {
            if (policies.GetUploadPlan(policy.Name).Transport == UploadTransport.Post)
            {
                // A form carries everything in its body; its answer names the object's address.
                methods.Add("POST");
                exposed.Add("Location");
                continue;
            }

            var signed = session.SignUpload(Sample(policy, now));
            methods.Add(signed.Method);
            allowed.UnionWith(signed.Headers.Keys.Select(name => name.ToLowerInvariant()));
        }

        return new()
        {
            Id = "presignkit-" + storeName,
            Origins = [.. origins],
            Methods = [.. methods],
            AllowedHeaders = [.. allowed],
            ExposedHeaders = [.. exposed],
            MaxAge = MaxAge,
        };
    }

    /// <summary>An upload with all that a client may ask of the policy.</summary>
    private static UploadSpecification Sample(UploadPolicy policy, DateTimeOffset now) => new(
        new ObjectKey("setup"),
        Lifetimes.Clamp(now, TimeSpan.FromMinutes(1), ExpiryLimit.Policy, credentialsExpireAt: null).SignedAt,
        TimeSpan.FromMinutes(1),
        "application/octet-stream",
        Size: 1,
        policy.WriteOnce,
        AnyChecksum,
        policy.Attributes with
        {
            Metadata = policy.Attributes.Metadata.AddRange(
                policy.AllowedMetadata.Distinct(StringComparer.Ordinal).Select(name => KeyValuePair.Create(name, "any"))),
        });
}
