using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace PresignKit.Sweeping;

/// <summary>
/// A lease that the store itself keeps. Every change of it (acquired, renewed, released) is a new object with the next number, which is stored only if
/// there is none with that number. If several instances try to change it at once, one succeeds. The highest number counts, and the
/// instance that adds one deletes the lower ones.
/// </summary>
internal sealed class StoreSweepLease(IObjectStore objects, string recordPrefix, string storeName, TimeProvider clock, ILogger logger)
{
    /// <summary>How long it lasts without a renewal.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromMinutes(5);

    /// <summary>How much later than its end others take it over, because their clocks may be ahead of the holder's.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);

    private const string Folder = "sweep-lease/";
    private const string ContentType = "text/plain";
    private const int Digits = 18;
    private const int MaximumLength = 1024;

    private readonly string _prefix = recordPrefix + Folder;
    private readonly string _holder = RandomNumberGenerator.GetHexString(16, lowercase: true);

    /// <summary>Whether a key in a folder of records is that of a lease.</summary>
    public static bool IsOf(string recordPrefix, string key) =>
        key.StartsWith(recordPrefix, StringComparison.Ordinal) && key.AsSpan(recordPrefix.Length).StartsWith(Folder, StringComparison.Ordinal);

    public async Task<IHeldSweepLease?> TryAcquireAsync(CancellationToken cancellationToken)
    {
        var highest = await FindHighestAsync(cancellationToken).ConfigureAwait(false);
        var current = highest is null ? null : await ReadAsync(highest.Value, cancellationToken).ConfigureAwait(false);
        if (current is { } held && clock.GetUtcNow() < held.ExpiresAt + Margin)
        {
            return null;
        }

        var record = new LeaseRecord(_holder, clock.GetUtcNow() + Duration, current?.LastSweptAt);
        var number = (highest ?? 0) + 1;
        return await TryAddAsync(number, record, cancellationToken).ConfigureAwait(false)
            ? new Held(this, number, record, clock, logger, storeName)
            : null;
    }

    /// <summary>Adds a change. False: another instance has changed the lease in the meantime.</summary>
    private async Task<bool> TryAddAsync(long number, LeaseRecord record, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(record.ToText()), writable: false);
        if (!await objects.PutAsync(Key(number), content, ContentType, createOnly: true, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            // Also if the answer to an attempt of this instance was lost, and the request was sent again.
            return await IsMineAsync(number, record, cancellationToken).ConfigureAwait(false);
        }

        // An instance that was stopped for long can add a number that others have left behind.
        if (await FindHighestAsync(cancellationToken).ConfigureAwait(false) != number)
        {
            await DeleteAsync(number, cancellationToken).ConfigureAwait(false);
            return false;
        }

        await foreach (var lower in ListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (lower < number)
            {
                await DeleteAsync(lower, cancellationToken).ConfigureAwait(false);
            }
        }

        return true;
    }

    private async Task<bool> IsMineAsync(long number, LeaseRecord record, CancellationToken cancellationToken) =>
        await ReadAsync(number, cancellationToken).ConfigureAwait(false) is { } found
        && found.Holder == _holder
        && found.ExpiresAt.ToUnixTimeSeconds() == record.ExpiresAt.ToUnixTimeSeconds()
        && await FindHighestAsync(cancellationToken).ConfigureAwait(false) == number;

    /// <summary>Deletes exactly the object that is there, in a versioned bucket for good.</summary>
    private async Task DeleteAsync(long number, CancellationToken cancellationToken)
    {
        if (await objects.FindAsync(Key(number), cancellationToken).ConfigureAwait(false) is { } found)
        {
            await objects.DeleteVersionAsync(Key(number), found, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>What the lease says; null: it was deleted in the meantime, or it is not a lease, and old enough to be replaced.</summary>
    private async Task<LeaseRecord?> ReadAsync(long number, CancellationToken cancellationToken)
    {
        try
        {
            var stream = await objects.OpenFirstAsync(Key(number), cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                var buffer = new byte[MaximumLength];
                var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
                if (LeaseRecord.Parse(Encoding.UTF8.GetString(buffer, 0, length)) is { } record)
                {
                    return record;
                }
            }
        }
        catch (StoreException exception) when (exception.Code == ErrorCodes.ObjectNotFound)
        {
            return null;
        }

        // Of a newer version, perhaps. It is respected as long as a lease lasts.
        return await objects.FindAsync(Key(number), cancellationToken).ConfigureAwait(false) is { } found
            ? new("", found.LastModified + Duration, LastSweptAt: null)
            : null;
    }

    private async Task<long?> FindHighestAsync(CancellationToken cancellationToken)
    {
        long? highest = null;
        await foreach (var number in ListAsync(cancellationToken).ConfigureAwait(false))
        {
            highest = highest > number ? highest : number;
        }

        return highest;
    }

    private async IAsyncEnumerable<long> ListAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var listed in objects.ListAsync(_prefix, cancellationToken).ConfigureAwait(false))
        {
            if (listed.Key.Length == _prefix.Length + Digits
                && long.TryParse(listed.Key.AsSpan(_prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                yield return number;
            }
        }
    }

    private ObjectKey Key(long number) => new(_prefix + number.ToString(CultureInfo.InvariantCulture).PadLeft(Digits, '0'));

    /// <summary>The lease of this instance, which renews itself.</summary>
    private sealed class Held : IHeldSweepLease
    {
        private readonly StoreSweepLease _lease;
        private readonly TimeProvider _clock;
        private readonly ILogger _logger;
        private readonly string _storeName;
        private readonly CancellationTokenSource _lost = new();
        private readonly CancellationTokenSource _released = new();
        private readonly Task _renewing;
        private long _number;
        private DateTimeOffset _expiresAt;
        private DateTimeOffset? _sweptAt;

        public Held(StoreSweepLease lease, long number, LeaseRecord record, TimeProvider clock, ILogger logger, string storeName)
        {
            (_lease, _number, _expiresAt, _clock, _logger, _storeName) = (lease, number, record.ExpiresAt, clock, logger, storeName);
            LastSweptAt = record.LastSweptAt;
            Lost = _lost.Token;
            _renewing = RenewAsync(_released.Token);
        }

        public DateTimeOffset? LastSweptAt { get; }

        public CancellationToken Lost { get; }

        public void MarkSwept(DateTimeOffset sweptAt) => _sweptAt = sweptAt;

        public async ValueTask DisposeAsync()
        {
            await _released.CancelAsync().ConfigureAwait(false);
            await _renewing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!Lost.IsCancellationRequested)
            {
                try
                {
                    await _lease.TryAddAsync(_number + 1, Record(DateTimeOffset.UnixEpoch, _sweptAt ?? LastSweptAt), CancellationToken.None)
                        .ConfigureAwait(false);
                }
                catch (StoreException exception)
                {
                    // It expires.
                    SweepLog.LeaseFailed(_logger, _storeName, exception.Message);
                }
            }

            _released.Dispose();
            _lost.Dispose();
        }

        private LeaseRecord Record(DateTimeOffset expiresAt, DateTimeOffset? lastSweptAt) => new(_lease._holder, expiresAt, lastSweptAt);

        private async Task RenewAsync(CancellationToken cancellationToken)
        {
            var pause = Duration / 5;
            while (true)
            {
                await Task.Delay(pause, _clock, cancellationToken).ConfigureAwait(false);
                var now = _clock.GetUtcNow();
                try
                {
                    // What has expired may have been taken over.
                    if (now < _expiresAt
                        && await _lease.TryAddAsync(_number + 1, Record(now + Duration, LastSweptAt), cancellationToken).ConfigureAwait(false))
                    {
                        _number++;
                        _expiresAt = now + Duration;
                        continue;
                    }
                }
                catch (StoreException exception)
                {
                    SweepLog.LeaseFailed(_logger, _storeName, exception.Message);
                    if (now + pause < _expiresAt)
                    {
                        continue;
                    }
                }
#pragma warning disable CA1031 // Whatever fails, the lease is not held anymore.
                catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
                {
                    SweepLog.LeaseFailed(_logger, _storeName, exception.GetType().Name);
                }

                await _lost.CancelAsync().ConfigureAwait(false);
                return;
            }
        }
    }
}
