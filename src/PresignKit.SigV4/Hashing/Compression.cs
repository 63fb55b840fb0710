namespace PresignKit.SigV4.Hashing;

/// <summary>The fastest compression of one message on this processor.</summary>
internal static class Compression
{
    internal static void Compress(ref Sha256State state, ReadOnlySpan<byte> blocks)
    {
        // The condition is constant for the compiler, which keeps only one branch.
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
