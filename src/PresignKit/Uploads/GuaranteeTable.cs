using System.Collections.Immutable;

namespace PresignKit.Uploads;

/// <summary>
/// What each guarantee rests on in each mode; docs/guarantees.md has the same table. That a signature binds method, key, and expiry is presumed
/// throughout: on a store that does not verify it, nothing holds.
/// </summary>
/// <remarks>
/// <para>
/// Part: the backend creates the upload with its type and completes it, so that a URL that reaches only its part, and dies with the upload
/// (<see cref="StoreProfile.IsolatedPart"/>), can change neither the type nor an object that is complete. Completion counts the part's bytes.
/// </para>
/// <para>
/// Multipart: as one part, but for many. Each part's URL signs its exact length, so that the signatures together limit the file. No store compares
/// the SHA-256 of a file with parts.
/// </para>
/// <para>
/// Put: if the holder can turn the request into a copy of another object (<see cref="StoreProfile.IsolatedPut"/>), nothing else that was signed
/// counts; a signed header counts only if it cannot be left out (<see cref="StoreProfile.SignedHeaders"/>). Completion judges a copy that no client
/// can write, whatever the store did with the original, so that size and type are verified in any case. It does not compute a checksum of all bytes.
/// </para>
/// <para>
/// Form: everything is in the form's policy, which the store enforces or does not (<see cref="StoreProfile.FormUpload"/>). A checksum in it is a
/// field like any other until the store compares it with the file (<see cref="StoreProfile.FormChecksum"/>). Completion is that of a PUT.
/// </para>
/// <para>
/// A slot whose size nobody knows is a form or a PUT of the object. The form's policy has the limits. A PUT signs no length, so that completion alone
/// verifies the size (<see cref="GuaranteeBasis.OfUnknownSize"/>).
/// </para>
/// <para>
/// A copy is judged by its own bytes, so that no guarantee rests on <see cref="StoreProfile.ConditionalCopy"/>: without it, completion may find that
/// the copy differs from what it saw, and answers that the upload changed. Only one of several completions at the same moment writes the slot's
/// record if <see cref="StoreProfile.CreateOnly"/> is Yes; elsewhere each may have a copy of its own. None replaces another, and the
/// application's record of the slot decides.
/// </para>
/// </remarks>
internal static class GuaranteeTable
{
    private const string IsolatedPart = nameof(StoreProfile.IsolatedPart);

    private const string IsolatedPut = nameof(StoreProfile.IsolatedPut);

    private const string SignedHeaders = nameof(StoreProfile.SignedHeaders);

    private const string FormUpload = nameof(StoreProfile.FormUpload);

    /// <summary>Completion needs nothing but the object.</summary>
    private static readonly ImmutableArray<string> Nothing = [];

    /// <summary>Every guarantee in every mode.</summary>
    public static ImmutableArray<GuaranteeBasis> All { get; } =
    [
        new(GuaranteeKinds.Size, SlotMode.Part, [IsolatedPart, nameof(StoreProfile.SignedContentLength), SignedHeaders], [IsolatedPart]),
        new(GuaranteeKinds.ContentType, SlotMode.Part, [IsolatedPart], Verified: null),
        new(GuaranteeKinds.Checksum, SlotMode.Part, [IsolatedPart, nameof(StoreProfile.PartChecksum), SignedHeaders], Verified: null),
        new(GuaranteeKinds.WriteOnce, SlotMode.Part, [IsolatedPart], Verified: null),
        new(GuaranteeKinds.Isolation, SlotMode.Part, [IsolatedPart], Verified: null),

        new(GuaranteeKinds.Size, SlotMode.Put, [IsolatedPut, nameof(StoreProfile.SignedContentLength), SignedHeaders], Nothing),
        new(GuaranteeKinds.ContentType, SlotMode.Put, [IsolatedPut, nameof(StoreProfile.SignedContentType), SignedHeaders], Nothing),
        new(GuaranteeKinds.Checksum, SlotMode.Put, [IsolatedPut, nameof(StoreProfile.ChecksumSha256), SignedHeaders], Verified: null),
        new(GuaranteeKinds.WriteOnce, SlotMode.Put, Enforced: null, Nothing),
        new(GuaranteeKinds.Isolation, SlotMode.Put, [IsolatedPut], Verified: null),

        new(GuaranteeKinds.Size, SlotMode.Form, [FormUpload], Nothing),
        new(GuaranteeKinds.ContentType, SlotMode.Form, [FormUpload], Nothing),
        new(GuaranteeKinds.Checksum, SlotMode.Form, [FormUpload, nameof(StoreProfile.FormChecksum)], Verified: null),
        new(GuaranteeKinds.WriteOnce, SlotMode.Form, Enforced: null, Nothing),
        new(GuaranteeKinds.Isolation, SlotMode.Form, [FormUpload], Verified: null),

        new(GuaranteeKinds.Size, SlotMode.Multipart, [IsolatedPart, nameof(StoreProfile.SignedContentLength), SignedHeaders], [IsolatedPart]),
        new(GuaranteeKinds.ContentType, SlotMode.Multipart, [IsolatedPart], Verified: null),
        new(GuaranteeKinds.Checksum, SlotMode.Multipart, Enforced: null, Verified: null),
        new(GuaranteeKinds.WriteOnce, SlotMode.Multipart, [IsolatedPart], Verified: null),
        new(GuaranteeKinds.Isolation, SlotMode.Multipart, [IsolatedPart], Verified: null),
    ];

    /// <summary>Whether any guarantee rests on a capability.</summary>
    public static bool RestsOn(string capability) =>
        All.Any(basis => basis.Enforced?.Contains(capability) == true) || Enum.GetValues<FileChecksumAlgorithm>().Any(a => CapabilityOf(a) == capability);

    /// <summary>The capability that an algorithm needs in addition to those of <see cref="All"/>, which speaks of SHA-256; null: none.</summary>
    public static string? CapabilityOf(FileChecksumAlgorithm algorithm) => algorithm switch
    {
        FileChecksumAlgorithm.Crc32 => nameof(StoreProfile.ChecksumCrc32),
        FileChecksumAlgorithm.Crc32C => nameof(StoreProfile.ChecksumCrc32C),
        FileChecksumAlgorithm.Crc64Nvme => nameof(StoreProfile.ChecksumCrc64Nvme),
        FileChecksumAlgorithm.Sha1 => nameof(StoreProfile.ChecksumSha1),
        FileChecksumAlgorithm.Sha512 => nameof(StoreProfile.ChecksumSha512),
        FileChecksumAlgorithm.Md5 => nameof(StoreProfile.ChecksumMd5),
        FileChecksumAlgorithm.XxHash64 => nameof(StoreProfile.ChecksumXxHash64),
        FileChecksumAlgorithm.XxHash3 => nameof(StoreProfile.ChecksumXxHash3),
        FileChecksumAlgorithm.XxHash128 => nameof(StoreProfile.ChecksumXxHash128),
        _ => null,
    };

    /// <summary>
    /// What the checksum rests on for an algorithm. A CRC-64/NVME can also be compared on completion, where the store computes that of every object
    /// itself (<see cref="StoreProfile.ComputesCrc64Nvme"/>), a file that was sent in parts included.
    /// </summary>
    public static GuaranteeBasis OfChecksum(FileChecksumAlgorithm algorithm, SlotMode mode)
    {
        var basis = Of(GuaranteeKinds.Checksum, mode);
        return basis with
        {
            Enforced = CapabilityOf(algorithm) is { } capability ? basis.Enforced?.Add(capability) : basis.Enforced,
            Verified = algorithm == FileChecksumAlgorithm.Crc64Nvme ? [.. Reaching(mode), nameof(StoreProfile.ComputesCrc64Nvme)] : basis.Verified,
        };
    }

    /// <summary>What a guarantee rests on in a mode.</summary>
    public static GuaranteeBasis Of(GuaranteeKinds guarantee, SlotMode mode) => All.First(basis => basis.Guarantee == guarantee && basis.Mode == mode);

    // As for the size: completion judges a copy that no client can write, or an object that the backend has made of parts.
    private static ImmutableArray<string> Reaching(SlotMode mode) => mode is SlotMode.Part or SlotMode.Multipart ? [IsolatedPart] : Nothing;
}
