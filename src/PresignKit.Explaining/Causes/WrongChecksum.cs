using PresignKit.Explaining.Text;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>The bytes that arrived are not those of the declared checksum.</summary>
internal sealed class WrongChecksum : ICause
{
    public IEnumerable<RefusalFinding> Find(RefusedRequest request) => request.Error.Code switch
    {
        "BadDigest" or "XAmzContentChecksumMismatch" or "XAmzContentSHA256Mismatch" => [Finding.Proven(
            RefusalCodes.ChecksumMismatch,
            "The body is not the one whose checksum was declared (Content-MD5, x-amz-checksum-*, x-amz-content-sha256): other bytes were sent, or fewer.",
            "Compute the checksum over exactly the bytes that are sent, and send those: not a form around them, not a stream that was read before.")],
        "InvalidDigest" => [Finding.Proven(
            RefusalCodes.ChecksumMismatch,
            "The declared checksum is none: Content-MD5 and x-amz-checksum-* are the Base64 of the digest's bytes.",
            "Encode the bytes of the digest in Base64, not its hex text.")],
        _ => [],
    };
}
