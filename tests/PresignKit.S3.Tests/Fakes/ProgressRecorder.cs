using PresignKit.Providers;


namespace PresignKit.S3.Tests.Fakes;

/// <summary>Records the progress of a probe synchronously and in order, and lets a test react to it.</summary>
internal sealed class ProgressRecorder(Action<ProbeProgress>? act = null) : IProgress<ProbeProgress>
{
    public List<ProbeProgress> All { get; } = [];

    public void Report(ProbeProgress value)
    {
        All.Add(value);
        act?.Invoke(value);
    }
}
