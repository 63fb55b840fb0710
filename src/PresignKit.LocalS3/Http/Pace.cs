namespace PresignKit.LocalS3.Http;

/// <summary>How fast the bytes of one direction of a connection may pass, if a fault slows them down.</summary>
internal sealed class Pace(long bytesPerSecond, TimeProvider time)
{
    private const int StepsPerSecond = 20;

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    private long? _start;
    private long _passed;

    /// <summary>How many bytes may pass at once, so that no wait is long.</summary>
    public int Limit(int wanted) => (int)Math.Min(wanted, Math.Max(1, bytesPerSecond / StepsPerSecond));

    /// <summary>Waits until the bytes may have passed.</summary>
    public Task PassAsync(int bytes, CancellationToken cancellationToken)
    {
        _start ??= time.GetTimestamp();
        _passed += bytes;
        var left = TimeSpan.FromSeconds((double)_passed / bytesPerSecond) - time.GetElapsedTime(_start.Value);
        return left < Shortest ? Task.CompletedTask : Task.Delay(left, time, cancellationToken);
    }
}
