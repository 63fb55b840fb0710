using System.Buffers;
using System.Text;
using System.Text.Unicode;
using PresignKit.SigV4.Batching;
using PresignKit.SigV4.Signing;

namespace PresignKit.SigV4;

/// <content>Batches of keys that are UTF-8 already.</content>
public sealed partial class UrlPresigner
{
    /// <summary>
    /// Signs many URLs at once, as consecutive ASCII bytes, for keys that are UTF-8 already, such as those in a playlist: neither keys nor URLs become
    /// strings.
    /// </summary>
    /// <param name="batch">What the URLs have in common.</param>
    /// <param name="keys">The object keys in UTF-8 without separators. They are not percent-encoded.</param>
    /// <param name="ends">Where each key ends in <paramref name="keys"/>.</param>
    /// <param name="destination">Receives the URLs, in the order of the keys.</param>
    /// <param name="before">
    /// Called before each URL with its index, to write separators such as line feeds. If null, the URLs follow each other directly.
    /// </param>
    /// <exception cref="ArgumentException">
    /// A key is empty or is not UTF-8, the ends do not fit, or the batch cannot be signed; the message states why. Nothing has been written.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The lifetime is not a whole number of seconds from 1 second to 7 days.</exception>
    public void PresignUtf8(
        in PresignBatch batch,
        ReadOnlySpan<byte> keys,
        ReadOnlySpan<int> ends,
        IBufferWriter<byte> destination,
        Action<int, IBufferWriter<byte>>? before = null)
    {
        ArgumentNullException.ThrowIfNull(destination);
        PresignChecks.ThrowIfNotSignable(batch, ReadOnlySpan<string>.Empty);
        ThrowIfNotKeys(keys, ends);
        var all = new Utf8Keys(keys, ends);
        var signer = SignerFor(batch);
        try
        {
            while (signer.Next(all))
            {
                if (before is null)
                {
                    signer.CopyTo(destination);
                }
                else
                {
                    signer.CopyTo(destination, before);
                }
            }
        }
        finally
        {
            signer.Dispose();
        }
    }

    private static void ThrowIfNotKeys(ReadOnlySpan<byte> keys, ReadOnlySpan<int> ends)
    {
        // Each key on its own: a sequence of bytes could begin in one key and end in the next.
        var isAscii = Ascii.IsValid(keys);
        var start = 0;
        for (var i = 0; i < ends.Length; i++)
        {
            var end = ends[i];
            if (end <= start || end > keys.Length)
            {
                throw new ArgumentException($"The key at index {i} must not be empty, and must end within the keys.", nameof(ends));
            }

            if (!isAscii && !Utf8.IsValid(keys[start..end]))
            {
                throw new ArgumentException($"The key at index {i} is not UTF-8.", nameof(keys));
            }

            start = end;
        }
    }
}
