using System.Text;
using PresignKit.SigV4.Hashing;
using PresignKit.SigV4.Signing;
using PresignKit.SigV4.Verification;

namespace PresignKit.SigV4.Chunked;

/// <summary>
/// Step: chunk signatures. Each covers the previous one, starting with the request's own, so chunks cannot be omitted, repeated, or moved.
/// </summary>
/// <remarks>
/// Amazon S3 API Reference, "Signature Calculations for the Authorization Header: Transferring Payload in Multiple Chunks", and
/// the same chapter "Including Trailing Headers".
/// </remarks>
internal sealed class ChunkSignatures
{
    private const string EmptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private readonly ChunkSeed _seed;
    private string _previous;

    internal ChunkSignatures(ChunkSeed seed)
    {
        _seed = seed;
        _previous = seed.Signature;
    }

    /// <summary>Returns the signature of the next chunk, given the SHA-256 of its data.</summary>
    internal string NextChunk(ReadOnlySpan<byte> dataHash) =>
        Next($"AWS4-HMAC-SHA256-PAYLOAD\n{_seed.DateText}\n{_seed.Scope}\n{_previous}\n{EmptyHash}\n{Convert.ToHexStringLower(dataHash)}");

    /// <summary>Returns the signature of the trailers, which follow the last chunk; each is <c>name:value</c> and a line feed.</summary>
    internal string Trailers(IEnumerable<NameValue> trailers)
    {
        Span<byte> hash = stackalloc byte[Sha256.Size];
        Sha256.Hash(Encoding.UTF8.GetBytes(string.Concat(trailers.Select(t => $"{t.Name}:{t.Value}\n"))), hash);
        return Next($"AWS4-HMAC-SHA256-TRAILER\n{_seed.DateText}\n{_seed.Scope}\n{_previous}\n{Convert.ToHexStringLower(hash)}");
    }

    private string Next(string stringToSign)
    {
        Span<byte> signature = stackalloc byte[Signature.HexSize];
        Signature.Write(_seed.Key, Encoding.ASCII.GetBytes(stringToSign), signature);
        return _previous = Encoding.ASCII.GetString(signature);
    }
}
