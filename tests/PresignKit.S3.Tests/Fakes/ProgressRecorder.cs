using PresignKit.Providers;


namespace PresignKit.S3.Tests.Fakes;

/// <summary>Keeps what a probe reports while it runs, at once and in order, and lets a test act on it.</summary>
internal sealed class ProgressRecorder(Action<ProbeProgress>? act = null) : IProgress<ProbeProgress>
{
    public List<ProbeProgress> All { get; } = [];

    public void Report(ProbeProgress value)
    {
        All.Add(value);
        act?.Invoke(value);
    }
}
