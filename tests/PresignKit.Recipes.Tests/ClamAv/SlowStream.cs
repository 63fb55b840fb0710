namespace PresignKit.Recipes.Tests.ClamAv;

/// <summary>Returns at most so many bytes at once, as a network does, and may fail on the way.</summary>
internal sealed class SlowStream(byte[] bytes, int longestRead, int failsAt = int.MaxValue) : MemoryStream(bytes)
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        return Position < failsAt
            ? await base.ReadAsync(buffer[..Math.Min(buffer.Length, longestRead)], cancellationToken)
            : throw new IOException("The connection to the store was lost.");
    }
}
