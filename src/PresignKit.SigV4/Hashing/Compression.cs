namespace PresignKit.SigV4.Hashing;

/// <summary>The compression of one message that is fastest on this processor.</summary>
internal static class Compression
{
    internal static void Compress(ref Sha256State state, ReadOnlySpan<byte> blocks)
    {
        // The compiler knows the answer and leaves one of the two.
        if (ScheduledCompression.IsSupported)
        {
            ScheduledCompression.Compress(ref state, blocks);
        }
        else
        {
            ScalarCompression.Compress(ref state, blocks);
        }
    }
}
