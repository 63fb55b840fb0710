namespace PresignKit.Client.Sources;

/// <summary>Reads bytes in memory.</summary>
internal sealed class MemoryReader(ReadOnlyMemory<byte> content) : SourceReader
{
    public override bool CanSeek => true;

    public override ValueTask DisposeAsync() => default;

    protected override ValueTask<int> ReadSomeAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var taken = (int)Math.Min(buffer.Length, Math.Max(0, content.Length - offset));
        content.Slice((int)Math.Min(offset, content.Length), taken).CopyTo(buffer);
        return new(taken);
    }
}
