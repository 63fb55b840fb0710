namespace PresignKit.Client.Tests.Fakes;

/// <summary>An answer, or a source, that breaks off.</summary>
internal sealed class BreakingReadStream(byte[] content) : MemoryStream(content)
{
    public override bool CanSeek => false;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.Read(buffer.Span) is > 0 and var read ? new(read) : throw new IOException("The connection was reset.");
}
