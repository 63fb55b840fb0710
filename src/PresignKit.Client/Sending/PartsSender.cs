using PresignKit.Client.Hashing;
using PresignKit.Client.Http;
using PresignKit.Client.Json;
using PresignKit.Client.Progress;
using PresignKit.Client.Sources;

namespace PresignKit.Client.Sending;

/// <summary>Sends parts, several at a time and in order, and skips those that the store has.</summary>
internal sealed class PartsSender(
    OpenSlot slot,
    PartPlan plan,
    SourceReader source,
    PartUrls urls,
    StoreSender store,
    Backoff backoff,
    ProgressMeter meter,
    UploadClientOptions options,
    Func<CancellationToken, ValueTask> save)
{
    /// <summary>Sends parts.</summary>
    /// <param name="numbers">Their numbers.</param>
    /// <param name="present">What the store has, by number: such a part is read again and compared, and sent only if it differs.</param>
    /// <param name="cancellationToken">Ends it; what was sent stays at the store.</param>
    public async Task SendAsync(IEnumerable<int> numbers, IReadOnlyDictionary<int, UploadedPart> present, CancellationToken cancellationToken)
    {
        using var queue = new Queue(numbers.Order());
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var (workers, isBuffered) = Shape();
        var tasks = Enumerable.Range(0, Math.Min(workers, queue.Count)).Select(_ => WorkAsync()).ToArray();
        await FirstFailureAsync(tasks, failed).ConfigureAwait(false);

        async Task WorkAsync()
        {
            byte[]? buffer = null;
            while (await NextAsync().ConfigureAwait(false) is { } next)
            {
                await SendPartAsync(next.Number, next.Piece, present.GetValueOrDefault(next.Number), queue, failed.Token).ConfigureAwait(false);
            }

            // A source that cannot seek is read here, one part after another.
            async Task<(int Number, Piece Piece)?> NextAsync()
            {
                await queue.Turn.WaitAsync(failed.Token).ConfigureAwait(false);
                try
                {
                    if (!queue.TryTake(out var number))
                    {
                        return null;
                    }

                    var size = plan.SizeOf(number);
                    if (!isBuffered)
                    {
                        return (number, new(source, plan.OffsetOf(number), size, slot.Algorithm));
                    }

                    buffer ??= new byte[plan.PartSize < plan.Size ? plan.PartSize : plan.Size];
                    var part = buffer.AsMemory(0, (int)size);
                    await source.ReadAsync(plan.OffsetOf(number), part, failed.Token).ConfigureAwait(false);
                    return (number, new(new MemoryReader(part), 0, size, slot.Algorithm));
                }
                finally
                {
                    queue.Turn.Release();
                }
            }
        }
    }

    /// <summary>Waits for all, and throws what ended the first, not what the others were canceled with.</summary>
    private static async Task FirstFailureAsync(Task[] tasks, CancellationTokenSource failed)
    {
        Task? first = null;
        var open = new List<Task>(tasks);
        while (open.Count > 0)
        {
            var done = await Task.WhenAny(open).ConfigureAwait(false);
            open.Remove(done);
            if (!done.IsCompletedSuccessfully && first is null)
            {
                first = done;
                await failed.CancelAsync().ConfigureAwait(false);
            }
        }

        if (first is not null)
        {
            await first.ConfigureAwait(false);
        }
    }

    /// <summary>How many parts are sent at the same time, and whether each is held in memory, within the bound.</summary>
    private (int Workers, bool IsBuffered) Shape()
    {
        var isBuffered = !source.CanSeek && plan.PartSize <= Math.Min(options.MaximumBuffer, Array.MaxLength);
        var copies = (isBuffered ? 1 : 0) + (options.BufferBodies ? 1 : 0);
        var fitting = copies == 0 ? options.ParallelParts : Math.Max(1, options.MaximumBuffer / copies / plan.PartSize);

        // Without a buffer, a source that cannot seek would be opened again for each part.
        return (!source.CanSeek && !isBuffered ? 1 : (int)Math.Min(options.ParallelParts, fitting), isBuffered);
    }

    private async Task SendPartAsync(int number, Piece piece, UploadedPart? present, Queue queue, CancellationToken cancellationToken)
    {
        if (present is not null && await IsSameAsync(number, piece, present, cancellationToken).ConfigureAwait(false))
        {
            meter.Keep(piece.Length, moved: 0, resumed: true);
            return;
        }

        slot.SetChecksum(number, null);
        var checksum = await backoff.RunAsync(
            async attempt =>
            {
                var next = attempt == 1 ? queue.Peek(options.ParallelParts * 2) : [];
                var signed = await urls.TakeAsync(number, next, cancellationToken).ConfigureAwait(false);
                return await store.SendAsync(signed, piece, slot.ContentType, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);

        // What was read after a change must not pass for the file that was declared.
        await source.CheckAsync(cancellationToken).ConfigureAwait(false);
        slot.SetChecksum(number, checksum);
        await save(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads a part that the store has once more, and compares it with what was sent then and with what the store reports.</summary>
    private async Task<bool> IsSameAsync(int number, Piece piece, UploadedPart present, CancellationToken cancellationToken)
    {
        var own = PartChecksum.Start(slot.Algorithm);
        var isMd5 = slot.Algorithm == PartChecksum.Md5;
        var comparesMd5 = present.Md5 is not null && PartChecksum.Knows(PartChecksum.Md5);
        var md5 = comparesMd5 && !isMd5 ? PartChecksum.Start(PartChecksum.Md5) : null;
        var buffer = new byte[(int)Math.Min(128 * 1024, Math.Max(1, piece.Length))];
        for (long done = 0; done < piece.Length;)
        {
            var chunk = buffer.AsMemory(0, (int)Math.Min(buffer.Length, piece.Length - done));
            await piece.Reader.ReadAsync(piece.Offset + done, chunk, cancellationToken).ConfigureAwait(false);
            own.Append(chunk.Span);
            md5?.Append(chunk.Span);
            done += chunk.Length;
        }

        var read = own.Finish();
        if (slot.ChecksumOf(number) is { } sent && sent != read)
        {
            throw new UploadException(
                UploadErrorCodes.SourceChanged,
                $"The source differs from what was sent before (in part {number}). Abort the upload, then upload the file from the start.");
        }

        if (comparesMd5 && present.Md5 != (md5?.Finish() ?? read))
        {
            return false;
        }

        slot.SetChecksum(number, read);
        return true;
    }

    /// <summary>The parts that are not yet sent, taken by the workers in order.</summary>
    private sealed class Queue(IEnumerable<int> numbers) : IDisposable
    {
        private readonly Lock _lock = new();
        private readonly Queue<int> _numbers = new(numbers);

        public SemaphoreSlim Turn { get; } = new(1, 1);

        public int Count
        {
            get
            {
                lock (_lock)
                {
                    return _numbers.Count;
                }
            }
        }

        public bool TryTake(out int number)
        {
            lock (_lock)
            {
                return _numbers.TryDequeue(out number);
            }
        }

        public int[] Peek(int count)
        {
            lock (_lock)
            {
                return [.. _numbers.Take(count)];
            }
        }

        public void Dispose() => Turn.Dispose();
    }
}
