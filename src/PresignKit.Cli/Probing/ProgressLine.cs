using PresignKit.Cli.Output;
using PresignKit.Providers;

namespace PresignKit.Cli.Probing;

/// <summary>Progress on standard error: one line that changes on a terminal, otherwise a line for each step.</summary>
internal sealed class ProgressLine(Screen screen, ProbeTarget target, bool isQuiet) : IProgress<ProbeProgress>
{
    private const string EraseLine = "\r\e[K";

    private bool _isOpen;

    /// <summary>Whether something may have been written to the store.</summary>
    public bool HasBegun { get; private set; }

    private bool IsLive => screen.Console.IsErrorTerminal && screen.Console.Environment.GetValueOrDefault("TERM", "") != "dumb";

    public void Report(ProbeProgress value)
    {
        if (!HasBegun)
        {
            Announce(value.Folder);
        }

        HasBegun = true;
        if (isQuiet)
        {
            return;
        }

        var step = $"[{value.Done,2}/{value.Total}] {value.Doing}";
        if (IsLive)
        {
            screen.NotePart(EraseLine + step);
            _isOpen = true;
        }
        else
        {
            screen.Note(step);
        }
    }

    /// <summary>A note between the steps.</summary>
    public void Note(string text)
    {
        if (isQuiet)
        {
            return;
        }

        Close();
        screen.Note(text);
    }

    public void Close()
    {
        if (_isOpen)
        {
            screen.NotePart(EraseLine);
        }

        _isOpen = false;
    }

    private void Announce(string? folder)
    {
        var place = target.Endpoint ?? $"Amazon S3 in {target.Region}";
        Note($"Probing bucket '{target.Bucket}' at {place}. Everything is written under {folder} and removed at the end.");
        Note($"If the probe is killed, run: aws s3 rm --recursive s3://{target.Bucket}/{folder}{target.AwsCliOptions()}");
    }
}
