using PresignKit.SigV4.Canonical;
using PresignKit.SigV4.Verification;

namespace PresignKit.SigV4.Chunked;

/// <summary>
/// Step: trailers. After the last chunk: a line <c>name:value</c> for exactly the trailers that the request lists, then, with signatures, the
/// signature of the trailers, then an empty line.
/// </summary>
internal static class ChunkTrailers
{
    private const string SignatureName = "x-amz-trailer-signature";

    internal static async ValueTask<IReadOnlyList<NameValue>> ReadAsync(
        ChunkedBodyReader reader, ChunkedHeaders headers, ChunkSignatures? signatures, CancellationToken cancellationToken)
    {
        var trailers = new List<NameValue>();
        string? signature = null;
        while (await reader.ReadLineAsync(AwsChunkedError.MalformedTrailer, cancellationToken).ConfigureAwait(false) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || signature is not null)
            {
                throw new AwsChunkedException(AwsChunkedError.MalformedTrailer);
            }

            var trailer = new NameValue(line[..colon].ToLowerInvariant(), line[(colon + 1)..].Trim(' ', '\t'));
            if (signatures is not null && trailer.Name == SignatureName)
            {
                signature = trailer.Value;
            }
            else if (headers.Trailers.Contains(trailer.Name) && !trailers.Any(t => t.Name == trailer.Name) && HeaderText.IsValue(trailer.Value))
            {
                trailers.Add(trailer);
            }
            else
            {
                throw new AwsChunkedException(AwsChunkedError.MalformedTrailer);
            }
        }

        if (trailers.Count != headers.Trailers.Length)
        {
            throw new AwsChunkedException(AwsChunkedError.MalformedTrailer);
        }

        if (signatures is not null && !ConstantTime.AreEqual(signature ?? "", signatures.Trailers(trailers)))
        {
            throw new AwsChunkedException(AwsChunkedError.TrailerSignatureMismatch);
        }

        return trailers;
    }
}
