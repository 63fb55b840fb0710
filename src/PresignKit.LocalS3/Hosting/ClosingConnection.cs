using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace PresignKit.LocalS3.Hosting;

/// <summary>Ends a connection after an error, so that the client can still read the response: bytes that arrive at a closed socket reset the
/// connection, and the response is lost. For a moment, they are received and dropped.</summary>
internal static class ClosingConnection
{
    private const long MaxBytes = 16 * 1024 * 1024;
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    public static async Task LingerAsync(HttpContext context)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        ended.CancelAfter(Moment);
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            await context.Response.CompleteAsync().ConfigureAwait(false);
            for (var left = MaxBytes; left > 0;)
            {
                var read = await context.Request.Body.ReadAsync(buffer, ended.Token).ConfigureAwait(false);
                if (read == 0)
                {
                    return;
                }

                left -= read;
            }
        }
        catch (OperationCanceledException)
        {
            // The moment is over.
        }
        catch (IOException)
        {
            return; // The server itself has given up the connection and closes it, or the client has.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        context.Abort(); // Otherwise, the server would go on receiving for some seconds.
    }
}
