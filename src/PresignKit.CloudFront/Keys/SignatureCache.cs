using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace PresignKit.CloudFront.Keys;

/// <summary>
/// Keeps signatures, so that the same URL is issued again within a stable window although ECDSA signs differently each time, and so that a key service is not
/// called again. A signature is forgotten if nobody asks for it while as many others are added as a generation holds.
/// </summary>
internal sealed class SignatureCache(int generation = SignatureCache.DefaultGeneration)
{
    // Two generations of about 220 bytes each with ECDSA, so about 14 MB at most; about 470 bytes each for an external RSA key.
    private const int DefaultGeneration = 32_768;

    private readonly Lock _turning = new();
    private ConcurrentDictionary<HashValue, byte[]> _young = new();
    private ConcurrentDictionary<HashValue, byte[]> _old = new();
    private int _added;

    public bool TryGet(HashValue hash, [NotNullWhen(true)] out byte[]? signature)
    {
        if (_young.TryGetValue(hash, out signature))
        {
            return true;
        }

        if (!_old.TryGetValue(hash, out signature))
        {
            return false;
        }

        signature = Add(hash, signature);
        return true;
    }

    /// <summary>Adds a signature. Returns the first one that was added for the hash.</summary>
    public byte[] Add(HashValue hash, byte[] signature)
    {
        if (Interlocked.Increment(ref _added) > generation)
        {
            Turn();
        }

        return _young.GetOrAdd(hash, signature);
    }

    private void Turn()
    {
        lock (_turning)
        {
            if (_added > generation)
            {
                // With room for as many as before: growing costs more than adding.
                (_old, _young, _added) = (_young, new(concurrencyLevel: -1, generation), 1);
            }
        }
    }
}
