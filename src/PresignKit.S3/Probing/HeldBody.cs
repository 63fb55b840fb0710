using System.Net;

namespace PresignKit.S3.Probing;

/// <summary>A body of which the first byte is sent, and the rest only after <see cref="Release"/>.</summary>
internal sealed class HeldBody
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the first byte has been sent.</summary>
    public Task Started => _started.Task;

    public void Release() => _released.TrySetResult();

    public HttpContent Content(byte[] bytes) => new Body(this, bytes);

    private sealed class Body(HeldBody held, byte[] bytes) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(bytes.AsMemory(0, 1)).ConfigureAwait(false);
            await stream.FlushAsync().ConfigureAwait(false);
            held._started.TrySetResult();
            await held._released.Task.ConfigureAwait(false);
            await stream.WriteAsync(bytes.AsMemory(1)).ConfigureAwait(false);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = bytes.Length;
            return true;
        }
    }
}
