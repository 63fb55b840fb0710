using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace PresignKit.Sample.Media.Uploads;

/// <summary>
/// Sends every upload to ClamAV's daemon and rejects what it finds. If the daemon gives no verdict, nothing is accepted: the exception leaves
/// the upload where it is.
/// </summary>
/// <remarks>
/// The protocol is INSTREAM of clamd: <c>zINSTREAM\0</c>, chunks that begin with their length (4 bytes, big-endian), and a chunk of length zero.
/// The answer ends with a zero byte: <c>stream: OK</c>, <c>stream: NAME FOUND</c>, or a text that ends with <c>ERROR</c>.
/// </remarks>
internal sealed class ClamAvInspector(ClamAvSettings settings) : IUploadInspector
{
    private const int LengthSize = 4;
    private const int ChunkSize = 64 * 1024;
    private const int LongestAnswer = 4 * 1024;
    private const int LongestName = 128;

    private static ReadOnlyMemory<byte> Command { get; } = "zINSTREAM\0"u8.ToArray();

    public async Task<InspectionRejection?> InspectAsync(InspectedUpload upload, CancellationToken cancellationToken)
    {
        using var idle = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        idle.CancelAfter(settings.Timeout);
        try
        {
            await using var content = await upload.OpenReadAsync(idle.Token);
            return Judge(await ScanAsync(content, idle));
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ClamAvException($"clamd at {settings} made no progress within {settings.Timeout.TotalSeconds} s.", e);
        }
        catch (SocketException e)
        {
            throw new ClamAvException($"clamd cannot be reached at {settings}: {e.SocketErrorCode}. Start it, or change --ClamAv:Address.", e);
        }
    }

    /// <returns>The answer, without its zero byte.</returns>
    private async Task<string> ScanAsync(Stream content, CancellationTokenSource idle)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(settings.Host, settings.Port, idle.Token);
        await using var connection = client.GetStream();

        // An answer can arrive while the file is being sent: the daemon closes the connection when its limit is exceeded.
        var answer = ReadAnswerAsync(connection, idle.Token);
        var isSent = false;
        try
        {
            isSent = await SendAsync(content, connection, answer, idle);
        }
        catch
        {
            await idle.CancelAsync();
            await ((Task)answer).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        var text = await answer;
        return isSent || text != "stream: OK" ? text : throw new ClamAvException($"clamd at {settings} answered before it had the whole file.");
    }

    /// <returns>Whether everything was sent; false: the daemon answered or closed the connection first.</returns>
    private async Task<bool> SendAsync(Stream content, NetworkStream connection, Task<string> answer, CancellationTokenSource idle)
    {
        if (!await TrySendAsync(connection, Command, idle.Token))
        {
            return false;
        }

        var chunk = new byte[LengthSize + ChunkSize];
        while (!answer.IsCompleted)
        {
            var read = await content.ReadAsync(chunk.AsMemory(LengthSize), idle.Token);
            BinaryPrimitives.WriteUInt32BigEndian(chunk, (uint)read);
            if (!await TrySendAsync(connection, chunk.AsMemory(0, LengthSize + read), idle.Token))
            {
                return false;
            }

            // The file makes progress.
            idle.CancelAfter(settings.Timeout);
            if (read == 0)
            {
                return true;
            }
        }

        return false;
    }

    private static async Task<bool> TrySendAsync(NetworkStream connection, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await connection.WriteAsync(bytes, cancellationToken);
            return true;
        }
        catch (IOException)
        {
            // Closed by the daemon. What it answered before, if anything, says why.
            return false;
        }
    }

    private async Task<string> ReadAnswerAsync(NetworkStream connection, CancellationToken cancellationToken)
    {
        var buffer = new byte[LongestAnswer];
        var length = 0;
        while (length < buffer.Length)
        {
            var read = await ReceiveAsync(connection, buffer.AsMemory(length), cancellationToken);
            if (read == 0)
            {
                throw new ClamAvException($"clamd at {settings} closed the connection without a complete answer: '{Printable(Text(length))}'.");
            }

            length += read;
            var end = buffer.AsSpan(0, length).IndexOf((byte)0);
            if (end >= 0)
            {
                return end == length - 1 ? Text(end) : throw new ClamAvException($"clamd at {settings} answered more than one line.");
            }
        }

        throw new ClamAvException($"clamd at {settings} answered more than {LongestAnswer} bytes: '{Printable(Text(length))}'.");

        string Text(int count) => Encoding.Latin1.GetString(buffer, 0, count);
    }

    private static async Task<int> ReceiveAsync(NetworkStream connection, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await connection.ReadAsync(buffer, cancellationToken);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private InspectionRejection? Judge(string answer)
    {
        const string prefix = "stream: ";
        const string found = " FOUND";
        if (answer == "stream: OK")
        {
            return null;
        }

        if (answer.StartsWith(prefix, StringComparison.Ordinal) && answer.EndsWith(found, StringComparison.Ordinal)
            && answer.Length > prefix.Length + found.Length)
        {
            return new($"The virus scanner has found {Printable(answer[prefix.Length..^found.Length])}.");
        }

        throw new ClamAvException(answer.Contains("size limit exceeded", StringComparison.Ordinal)
            ? $"clamd at {settings} refuses files of this size. Raise StreamMaxLength in clamd.conf to the largest MaximumSize of your policies."
            : $"clamd at {settings} gave no verdict: '{Printable(answer)}'.");
    }

    /// <summary>Text from the daemon for a message: printable ASCII without characters that mean something in HTML; the rest as \xHH.</summary>
    private static string Printable(string text)
    {
        var result = new StringBuilder();
        foreach (var character in text.AsSpan(0, Math.Min(text.Length, LongestName)))
        {
            if (character is >= ' ' and <= '~' and not ('<' or '>' or '&' or '"' or '\'' or '\\'))
            {
                result.Append(character);
            }
            else
            {
                result.Append(CultureInfo.InvariantCulture, $"\\x{(int)character:x2}");
            }
        }

        return text.Length > LongestName ? result.Append("...").ToString() : result.ToString();
    }
}
