using System.Net;
using System.Security.Cryptography;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.Tests.Storage;

/// <summary>Alone in the process while it runs, since it counts what the process allocates.</summary>
[CollectionDefinition(nameof(ConstantMemoryTests), DisableParallelization = true)]
public sealed class AloneInTheProcess;

[Collection(nameof(ConstantMemoryTests))]
public sealed class ConstantMemoryTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private const long Size = 256L * 1024 * 1024;
    private const long Bound = 64L * 1024 * 1024; // Client and server together, both ways; a body held once would be four times that.

    [Fact]
    public async Task PutAndGet_256Megabytes_AllocateAFractionOfIt()
    {
        await store.PutTextAsync("warm", "up");
        await store.GetTextAsync("warm");
        var url = store.Sign.Url("PUT", "large", headers: [new NameValue("content-length", $"{Size}")]);
        using var source = new Pattern(Size);
        using var content = new StreamContent(source, 64 * 1024);
        content.Headers.ContentLength = Size;
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var put = await store.Http.PutAsync(url, content, TestContext.Current.CancellationToken);
        using var get = await store.Sign.SendAsync("GET", "large");
        await using var stream = await get.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        var hash = await SHA256.HashDataAsync(stream, TestContext.Current.CancellationToken);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.Equal(Size, get.Content.Headers.ContentLength);
        using var again = new Pattern(Size);
        Assert.Equal(await SHA256.HashDataAsync(again, TestContext.Current.CancellationToken), hash);
        Assert.InRange(allocated, 0, Bound);
        await store.Sign.SendAsync("DELETE", "large");
    }

    /// <summary>A long stream that takes no memory.</summary>
    private sealed class Pattern(long length) : Stream
    {
        private long _position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get => _position; set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer)
        {
            var count = (int)Math.Min(buffer.Length, length - _position);
            for (var i = 0; i < count; i++)
                buffer[i] = (byte)(((_position + i) * 2_654_435_761) >> 13);
            _position += count;
            return count;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.FromResult(Read(buffer.AsSpan(offset, count)));

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
