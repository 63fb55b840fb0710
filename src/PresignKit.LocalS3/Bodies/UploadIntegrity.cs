using PresignKit.LocalS3.Checksums;
using PresignKit.LocalS3.Http;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.Bodies;

/// <summary>The digests that the client declared, in headers or in the trailer, and their verification against the received bytes:
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html.</summary>
internal sealed class UploadIntegrity
{
    private readonly byte[]? _md5;
    private readonly string? _payloadSha256;
    private readonly string? _checksum;

    private UploadIntegrity(byte[]? md5, string? payloadSha256, ChecksumAlgorithm? algorithm, string? checksum, bool inTrailer)
    {
        _md5 = md5;
        _payloadSha256 = payloadSha256;
        Algorithm = algorithm;
        _checksum = checksum;
        InTrailer = inTrailer;
    }

    /// <summary>The checksum to compute while the body is read.</summary>
    public ChecksumAlgorithm? Algorithm { get; }

    /// <summary>Whether the checksum's value follows in the trailer.</summary>
    public bool InTrailer { get; }

    public PayloadHash PayloadHash => _payloadSha256 is null ? PayloadHash.NotNeeded : PayloadHash.Needed;

    public static UploadIntegrity Read(S3Call call)
    {
        var request = call.Request;
        var (algorithm, value) = Declared(request.Amz);
        var trailer = Trailer(call);
        if (algorithm is not null && trailer is not null)
        {
            throw Several();
        }

        if (request.Amz.Find("x-amz-sdk-checksum-algorithm") is { } named)
        {
            CheckNamed(named, algorithm ?? trailer);
        }

        return new UploadIntegrity(Md5(request), Payload(call), algorithm ?? trailer, value, trailer is not null);
    }

    /// <summary>Without <c>x-amz-checksum-*</c>, which CompleteMultipartUpload uses for the object.</summary>
    public static UploadIntegrity ReadWithoutChecksum(S3Call call) => new(Md5(call.Request), Payload(call), null, null, inTrailer: false);

    /// <summary>Throws S3's error if the bytes do not match the declared digests.</summary>
    public void Check(BodyDigests digests, Func<string, string?> trailer)
    {
        if (_payloadSha256 is not null && digests.PayloadSha256 != _payloadSha256)
        {
            throw new S3Exception(S3Errors.PayloadHashMismatch(_payloadSha256, digests.PayloadSha256!));
        }

        if (_md5 is not null && !digests.Md5.AsSpan().SequenceEqual(_md5))
        {
            throw new S3Exception(S3Errors.BadContentMd5(Convert.ToHexStringLower(_md5), Convert.ToBase64String(digests.Md5)));
        }

        if (Algorithm is not { } algorithm)
        {
            return;
        }

        var expected = _checksum;
        if (InTrailer)
        {
            expected = Value(
                algorithm,
                trailer(algorithm.Header()) ?? throw new S3Exception(S3Errors.InvalidRequest("The trailer named in the x-amz-trailer header is missing.")));
        }

        if (digests.Checksum!.Value != expected)
        {
            throw new S3Exception(S3Errors.BadChecksum(algorithm.Name()));
        }
    }

    private static string? Payload(S3Call call) =>
        call.Verification.PayloadMode == PayloadMode.Sha256 ? call.Verification.PayloadHash : null;

    private static byte[]? Md5(S3Request request)
    {
        if (request.Header("Content-MD5") is not { } text)
        {
            return null;
        }

        var digest = new byte[16];
        return text.Length == 24 && Convert.TryFromBase64String(text, digest, out var length) && length == digest.Length
            ? digest
            : throw new S3Exception(S3Errors.InvalidDigest(text));
    }

    private static (ChecksumAlgorithm? Algorithm, string? Value) Declared(AmzParameters amz)
    {
        return amz.DeclaredChecksum() is ({ } algorithm, { } value) ? (algorithm, Value(algorithm, value)) : (null, null);
    }

    private static ChecksumAlgorithm? Trailer(S3Call call)
    {
        if (call.Request.Amz.Find("x-amz-trailer") is not { } name)
        {
            return null;
        }

        if (call.Verification.PayloadMode is not (PayloadMode.StreamingSignedTrailer or PayloadMode.StreamingUnsignedTrailer))
        {
            throw new S3Exception(S3Errors.InvalidRequest("The x-amz-trailer header requires an x-amz-content-sha256 value that allows trailers."));
        }

        return ChecksumNames.FromHeader(name)
            ?? throw new S3Exception(S3Errors.InvalidRequest("The value specified in the x-amz-trailer header is not supported"));
    }

    private static string Value(ChecksumAlgorithm algorithm, string text) =>
        algorithm.IsValue(text) ? text : throw new S3Exception(S3Errors.InvalidChecksumHeader(algorithm.Header()));

    private static void CheckNamed(string named, ChecksumAlgorithm? given)
    {
        if (given is null)
        {
            throw new S3Exception(
                S3Errors.InvalidRequest("x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found."));
        }

        if (ChecksumNames.Parse(named) != given)
        {
            throw new S3Exception(S3Errors.InvalidRequest("Value for x-amz-sdk-checksum-algorithm header is invalid."));
        }
    }

    private static S3Exception Several() => new(S3Errors.SeveralChecksums());
}
