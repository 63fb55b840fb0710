namespace PresignKit.LocalS3.Storage;

/// <summary>Keeps the bodies under a list of segments alive until it is disposed.</summary>
internal sealed class BodyLease : IDisposable
{
    private readonly BodyFiles _bodies;
    private bool _released;

    public BodyLease(BodyFiles bodies, IReadOnlyList<BodySegment> segments)
    {
        _bodies = bodies;
        Segments = segments;
        bodies.Retain(segments);
    }

    public IReadOnlyList<BodySegment> Segments { get; }

    public void Dispose()
    {
        if (_released)
        {
            return;
        }

        _released = true;
        _bodies.Release(Segments);
    }
}
