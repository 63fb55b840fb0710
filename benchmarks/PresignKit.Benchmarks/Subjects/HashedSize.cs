using PresignKit.SigV4;
using PresignKit.SigV4.Canonical;
using PresignKit.SigV4.Hashing;
using PresignKit.SigV4.Signing;

namespace PresignKit.Benchmarks.Subjects;

/// <summary>
/// How many bytes SHA-256 compresses for a URL, in whole blocks: the canonical request, what of the string to sign the second has not determined, and
/// the outer hash of the HMAC.
/// </summary>
internal static class HashedSize
{
    public delegate PresignRequest Requests(string key);

    public static double Mean(UrlPresigner presigner, ReadOnlySpan<string> keys, Requests requestFor)
    {
        var sum = 0L;
        foreach (var key in keys)
            sum += Of(presigner, requestFor(key));
        return (double)sum / keys.Length;
    }

    /// <inheritdoc cref="Mean(UrlPresigner, ReadOnlySpan{string}, Requests)"/>
    public static double Mean(UrlPresigner presigner, IEnumerable<string> keys, Requests requestFor) => Mean(presigner, [.. keys], requestFor);

    /// <summary>The blocks of the string to sign that are left.</summary>
    public static int OfInner(SigningMoment moment) => Sha256Padding.PaddedLength(moment.StringToSignHead.Rest.Length + Sha256.HexSize);

    private static int Of(UrlPresigner presigner, in PresignRequest request)
    {
        var moment = presigner.Identity.At(request.SignedAt);
        var buffer = Utf8Buffer.Rent();
        presigner.TemplateFor(moment, request).Append(buffer, request.Target.Key!);
        var padded = buffer.Length;
        Utf8Buffer.Return(buffer);
        return padded + OfInner(moment) + Sha256Constants.BlockSize;
    }
}
