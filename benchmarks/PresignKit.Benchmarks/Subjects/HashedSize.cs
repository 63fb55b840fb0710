using PresignKit.SigV4;
using PresignKit.SigV4.Batching;
using PresignKit.SigV4.Canonical;
using PresignKit.SigV4.Hashing;
using PresignKit.SigV4.Signing;

namespace PresignKit.Benchmarks.Subjects;

/// <summary>
/// The number of bytes that SHA-256 compresses for a URL, in whole blocks: the canonical request, the part of the string to sign that differs
/// within a second, and the outer hash of the HMAC.
/// </summary>
internal static class HashedSize
{
    public delegate PresignRequest Requests(string key);

    public static double Mean(UrlPresigner presigner, IEnumerable<string> keys, Requests requestFor) => keys.Average(key => Of(presigner, requestFor(key)));

    /// <summary>
    /// For a URL of a batch: blocks that are the same in all canonical requests of a window, up to where the keys differ, are compressed once.
    /// </summary>
    public static double OfBatch(UrlPresigner presigner, in PresignBatch batch, ReadOnlySpan<string> keys)
    {
        var moment = presigner.Identity.At(batch.SignedAt);
        var template = presigner.TemplateFor(moment, batch.For(PresignTarget.Bucket));
        var window = PresignWindow.Rent();
        var blocks = 0;
        for (var first = 0; first < keys.Length; first += window.Count)
        {
            window.Fill(template, keys[first..]);
            blocks += window.SharedBlocks;
            foreach (ref readonly var entry in window.Entries)
            {
                blocks += entry.Blocks - window.SharedBlocks + window.Ending.Count;
            }
        }

        PresignWindow.Return(window);
        return ((double)blocks * Sha256Constants.BlockSize / keys.Length) + OfInner(moment) + Sha256Constants.BlockSize;
    }

    /// <summary>The remaining blocks of the string to sign.</summary>
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
