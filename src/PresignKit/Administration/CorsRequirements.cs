using PresignKit.Content;
using PresignKit.Issuing;
using PresignKit.Keys;
using PresignKit.Providers;
using PresignKit.Uploads;

namespace PresignKit.Administration;

/// <summary>
/// Derives from the policies in force what browsers need. Nothing is listed by hand: one upload of each policy is signed and discarded, so
/// that the methods and headers are those that the provider requires the holder to send.
/// </summary>
internal static class CorsRequirements
{
    // 16 zero bytes in base64.
    private const string AnyMd5 = "AAAAAAAAAAAAAAAAAAAAAA==";

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    // Browsers cache the answer for at most two hours (Chromium) to a day (Firefox); with less, they notice a change soon.
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(50);

    public static CorsRequirement Derive(
        string storeName, PolicyCatalog policies, ISigningSession session, DateTimeOffset now, IEnumerable<string> origins)
    {
        // Every store serves downloads. Players and viewers written in JavaScript request ranges, for which older browsers send a preflight request.
        var methods = new SortedSet<string>(StringComparer.Ordinal) { "GET", "HEAD" };
        var allowed = new SortedSet<string>(StringComparer.Ordinal) { "range" };
        var exposed = new SortedSet<string>(StringComparer.Ordinal) { "Accept-Ranges", "Content-Range", "ETag" };
        foreach (var plan in policies.UploadPolicies.Where(p => p.StoreName == storeName).SelectMany(p => policies.GetPossiblePlans(p.Name)))
        {
            if (plan.Transport == UploadTransport.Post)
            {
                // A form carries everything in its body; its response contains the object's address.
                methods.Add("POST");
                exposed.Add("Location");
                continue;
            }

            // A client may declare any checksum that the request can carry, or none.
            foreach (var checksum in Enum.GetValues<FileChecksumAlgorithm>().Where(plan.Signs).Select(Any).Prepend(null))
            {
                var signed = plan.Mode is SlotMode.Part or SlotMode.Multipart
                    ? session.SignPart(SamplePart(plan, checksum, now))
                    : session.SignUpload(Sample(plan, checksum, now));
                methods.Add(signed.Method);
                allowed.UnionWith(signed.Headers.Keys.Select(name => name.ToLowerInvariant()));
            }
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

    private static FileChecksum? Any(FileChecksumAlgorithm algorithm) => FileChecksum.Create(algorithm, new byte[ChecksumNames.Find(algorithm)!.Value.Length]);

    private static PartSpecification SamplePart(UploadPlan plan, FileChecksum? checksum, DateTimeOffset now) => new(
        new ObjectKey("setup"),
        "setup",
        Number: 1,
        SignedAt(now),
        Minute,
        Size: 1,
        plan.Mode == SlotMode.Part ? "application/octet-stream" : null,
        checksum,
        plan.Mode == SlotMode.Part ? AnyMd5 : null);

    /// <summary>An upload with everything that the policy lets a client send.</summary>
    private static UploadSpecification Sample(UploadPlan plan, FileChecksum? checksum, DateTimeOffset now)
    {
        var attributes = AttributeSupport.Sent(plan.Mode, plan.Policy.Attributes, plan.Profile);
        return new(
            new ObjectKey("setup"),
            SignedAt(now),
            Minute,
            "application/octet-stream",
            Size: 1,
            plan.RefusesExisting,
            checksum,
            attributes with
            {
                Metadata = attributes.Metadata.SetItems(
                    plan.Policy.AllowedMetadata.Append(SlotBinding.MetadataName).Where(_ => plan.Binds).Select(name => KeyValuePair.Create(name, "any"))),
            },
            AnyMd5);
    }

    private static DateTimeOffset SignedAt(DateTimeOffset now) => Lifetimes.Clamp(now, Minute, ExpiryLimit.Policy, credentialsExpireAt: null).SignedAt;
}
