namespace PresignKit.Benchmarks.Browser.Links;

/// <summary>Flips one bit in the body of one PUT request, behind whatever has hashed it.</summary>
internal sealed class BitFlip : IBodyTap
{
    private readonly Lock _lock = new();
    private int _requests;
    private int _target = -1;
    private double _position;
    private long _byte = -1;

    /// <summary>The number of PUT requests with a body since <see cref="Arm"/>.</summary>
    public int Requests
    {
        get
        {
            lock (_lock)
            {
                return _requests;
            }
        }
    }

    /// <summary>Whether the bit has been flipped since <see cref="Arm"/>.</summary>
    public bool IsDone { get; private set; }

    /// <param name="request">Which of the next PUT requests, from 0.</param>
    /// <param name="position">Where in the body: 0 is the first bit, just below 1 the last.</param>
    public void Arm(int request, double position)
    {
        lock (_lock)
        {
            (_requests, _target, _position, _byte, IsDone) = (0, request, position, -1, false);
        }
    }

    public int Begin(long length)
    {
        lock (_lock)
        {
            if (length == 0)
            {
                return -1;
            }

            if (_requests == _target)
            {
                _byte = (long)(length * _position);
            }

            return _requests++;
        }
    }

    public void Pass(int request, long offset, Span<byte> bytes)
    {
        lock (_lock)
        {
            if (IsDone || request != _target || _byte < offset || _byte >= offset + bytes.Length)
            {
                return;
            }

            bytes[(int)(_byte - offset)] ^= (byte)(1 << (int)(_byte % 8));
            IsDone = true;
        }
    }
}
