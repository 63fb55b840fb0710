using System.Runtime.CompilerServices;
using PresignKit.S3;

namespace PresignKit.Conformance.Ceph;

/// <summary>
/// What one version of the gateway does. The suites and the tests in <c>Facts/</c> assert exactly this, so that a version that changes something fails,
/// and the message says which expectation it was. Numbers are HTTP statuses. The same, as a table: docs/stores.md.
/// </summary>
public sealed record CephRelease
{
    private CephRelease(string name) => Name = name;

    public string Name { get; private init; }

    /// <summary>A PUT or a part with an <c>x-amz-*</c> header that is not signed (CVE-2026-54330).</summary>
    public int UnsignedHeader { get; private init; } = 200;

    /// <summary>The same in a request that is signed by its Authorization header.</summary>
    public int UnsignedHeaderBesideAuthorization { get; private init; } = 200;

    /// <summary>A PUT or a part with a Content-Type that is not signed.</summary>
    public int UnsignedContentType { get; private init; } = 200;

    /// <summary>A PUT of another account, without its agreement, into a bucket whose requesters pay.</summary>
    public int PutWithoutAgreementToPay { get; private init; } = 200;

    /// <summary>Whether a customer's encryption key in the unsigned headers of a form upload takes effect: the backend then cannot read the upload.</summary>
    public bool FormTakesCustomerKey { get; private init; }

    /// <summary>
    /// An unsigned copy of another upload of the account into a part, if the bucket's policy denies the account to read and to copy, and the length is not
    /// signed.
    /// </summary>
    public int UploadOnlyPartCopy { get; private init; } = 200;

    /// <summary>A PUT with <c>If-None-Match: *</c> on an existing key of a versioned bucket.</summary>
    public int CreateOnlyWhenVersioned { get; private init; } = 200;

    /// <summary>The same, sent before another one was stored, and finished after it.</summary>
    public int CreateOnlyInFlightWhenVersioned { get; private init; } = 200;

    /// <summary>A PUT with If-Match and the ETag of the object.</summary>
    public int PutIfMatch { get; private init; } = 412;

    /// <summary>A DELETE with If-Match and another ETag.</summary>
    public int DeleteIfOtherMatch { get; private init; } = 204;

    /// <summary>CompleteMultipartUpload with <c>If-None-Match: *</c> over an existing key.</summary>
    public int CompleteCreateOnly { get; private init; } = 200;

    /// <summary>Whether the answer to CompleteMultipartUpload has the ETag.</summary>
    public bool CompletionReturnsETag { get; private init; }

    /// <summary>
    /// Whether the answer to a part whose upload was completed while it was being sent is an error. If not, the part has no effect by itself, but a completion
    /// that names it replaces the object, although the upload is not listed anymore.
    /// </summary>
    public bool RefusesPartInFlight { get; private init; } = true;

    /// <summary>CopyObject with <c>x-amz-copy-source-if-match</c> and another ETag.</summary>
    public int CopyIfOtherMatch { get; private init; } = 200;

    /// <summary>UploadPartCopy with the same.</summary>
    public int PartCopyIfOtherMatch { get; private init; } = 200;

    /// <summary>A PUT that signs the SHA-256 of another body.</summary>
    public int PutChecksum { get; private init; } = 200;

    /// <summary>A PUT that signs the checksum of another body, and also <c>x-amz-sdk-checksum-algorithm</c>.</summary>
    public int PutChecksumWithAlgorithm { get; private init; } = 200;

    /// <summary>A form with the SHA-256 of another body.</summary>
    public int FormChecksum { get; private init; } = 201;

    /// <summary>A part that signs the SHA-256 of another body, of an upload that was created with that algorithm.</summary>
    public int PartChecksum { get; private init; } = 200;

    /// <summary>A GET with the number of a part, answered with only that part; null if the number is ignored, and the whole object is the answer.</summary>
    public int? PartStatus { get; private init; }

    /// <summary>The message in the answer to an expired URL.</summary>
    public string ExpiredMessage { get; private init; } = "";

    /// <summary>A PUT without a length (Transfer-Encoding: chunked), if the length is not signed.</summary>
    public int ChunkedBody { get; private init; } = 411;

    /// <summary>The Server header of answers.</summary>
    public string? Server { get; private init; }

    /// <summary>A PUT that requests SSE-S3, which the gateway of the tests does not have.</summary>
    public int StoreManagedEncryption { get; private init; } = 200;

    /// <summary>A copy of an object that is encrypted with a key service.</summary>
    public int CopyOfEncrypted { get; private init; } = 501;

    /// <summary>Whether a copy that requests encryption with a key service is encrypted.</summary>
    public bool CopyEncrypts { get; private init; }

    /// <summary>The profile ceph, with what this version enforces beyond it.</summary>
    public StoreProfile Profile => S3Profiles.Ceph with
    {
        IsolatedPut = UnsignedHeader == 403 ? Capability.Yes : Capability.No,
        IsolatedPart = UnsignedHeader == 403 ? Capability.Yes : Capability.No,
        PartChecksum = PartChecksum == 400 ? Capability.Yes : Capability.No,
    };

    private static CephRelease Ceph16 { get; } = new("Ceph 16");

    private static CephRelease Ceph18 { get; } = Ceph16 with
    {
        Name = "Ceph 18",
        CompletionReturnsETag = true,
        RefusesPartInFlight = false,
        CopyIfOtherMatch = 412,
        FormTakesCustomerKey = true,
        UploadOnlyPartCopy = 403,
        ChunkedBody = 200,
        StoreManagedEncryption = 400,
    };

    private static CephRelease Ceph20 { get; } = Ceph18 with
    {
        Name = "Ceph 20",
        UnsignedHeader = 403,
        UnsignedHeaderBesideAuthorization = 403,
        UnsignedContentType = 403,
        PutWithoutAgreementToPay = 403,
        CreateOnlyWhenVersioned = 412,
        CreateOnlyInFlightWhenVersioned = 412,
        PutIfMatch = 200,
        DeleteIfOtherMatch = 412,
        CompleteCreateOnly = 412,
        RefusesPartInFlight = true,
        PutChecksumWithAlgorithm = 400,
        FormChecksum = 400,
        PartChecksum = 400,
        PartStatus = 200,
        ExpiredMessage = "The pre-signed URL has expired",
        Server = "Ceph Object Gateway (tentacle)",
        CopyOfEncrypted = 200,
        CopyEncrypts = true,
    };

    /// <summary>What is expected of a gateway.</summary>
    /// <param name="version">Its version.</param>
    /// <param name="isInsecure">Whether it runs with <c>rgw_sigv4_insecure</c>.</param>
    public static CephRelease Of(Version version, bool isInsecure) => version.Major switch
    {
        16 => Ceph16,
        18 => Ceph18,
        20 when isInsecure => Ceph20 with
        {
            Name = "Ceph 20 with rgw_sigv4_insecure",
            UnsignedHeader = 200,
            UnsignedHeaderBesideAuthorization = 200,
            UnsignedContentType = 200,
        },
        20 => Ceph20,
        _ => throw new NotSupportedException(
            $"Nothing is expected of Ceph {version} yet. Add what it does to {nameof(CephRelease)} and to the table in docs/stores.md."),
    };

    /// <summary>Asserts that the gateway does what is expected of its version.</summary>
    /// <param name="expected">A property of this record.</param>
    /// <param name="measured">What the gateway did.</param>
    /// <param name="answer">Its answer, for the message.</param>
    /// <param name="expectation">The name of the property.</param>
    public void Expect<T>(T expected, T measured, string answer = "", [CallerArgumentExpression(nameof(expected))] string expectation = "") => Assert.True(
        EqualityComparer<T>.Default.Equals(expected, measured),
        $"{Name}: {expectation} should be '{expected}', but is '{measured}'. {answer}{Environment.NewLine}If a newer version does this, correct "
            + $"{nameof(CephRelease)} and the table in docs/stores.md, and look for what relies on it.");

    public override string ToString() => Name;
}
