namespace PresignKit.LocalS3;

/// <summary>To which requests a fault happens. All conditions must hold; a rule without any applies to every request.</summary>
public sealed class LocalS3FaultRule
{
    private readonly Lock _gate = new();
    private int _matched;
    private int _applied;

    /// <summary>Initializes a new instance of the <see cref="LocalS3FaultRule"/> class.</summary>
    /// <param name="fault">What goes wrong.</param>
    /// <exception cref="ArgumentNullException"><paramref name="fault"/> is null.</exception>
    public LocalS3FaultRule(LocalS3Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        Fault = fault;
    }

    /// <summary>What goes wrong.</summary>
    public LocalS3Fault Fault { get; }

    /// <summary>The operation.</summary>
    /// <value>Null: any.</value>
    public LocalS3Operation? Operation { get; init; }

    /// <summary>The bucket.</summary>
    /// <value>Null: any.</value>
    public string? Bucket { get; init; }

    /// <summary>The object key.</summary>
    /// <value>Null: any, and requests that are not for an object.</value>
    public string? Key { get; init; }

    /// <summary>The number of the part.</summary>
    /// <value>Null: any, and requests that are not for a part.</value>
    public int? PartNumber { get; init; }

    /// <summary>A further condition. It may be called by several requests at once. If it throws, the request is answered with 500.</summary>
    /// <value>Null: none.</value>
    public Func<LocalS3FaultRequest, bool>? When { get; init; }

    /// <summary>How many of the requests that match are left alone first.</summary>
    /// <value>0.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int Skip
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }

    /// <summary>How often the fault happens to a request that matches: 3 means to the third, the sixth, and so on.</summary>
    /// <value>1: to each.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public int Every
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = 1;

    /// <summary>How many times the fault happens.</summary>
    /// <value>Null: without end.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public int? Times
    {
        get;
        init
        {
            if (value is { } times)
            {
                ArgumentOutOfRangeException.ThrowIfNegativeOrZero(times, nameof(value));
            }

            field = value;
        }
    }

    /// <summary>How many requests have matched so far.</summary>
    public int Matched
    {
        get
        {
            lock (_gate)
            {
                return _matched;
            }
        }
    }

    /// <summary>How many times the fault has happened so far.</summary>
    public int Applied
    {
        get
        {
            lock (_gate)
            {
                return _applied;
            }
        }
    }

    /// <summary>Counts the request if it matches, and whether the fault happens to it.</summary>
    internal bool Applies(LocalS3FaultRequest request)
    {
        if (!Matches(request))
        {
            return false;
        }

        lock (_gate)
        {
            var counted = ++_matched - Skip;
            if (counted <= 0 || counted % Every != 0 || _applied == Times)
            {
                return false;
            }

            _applied++;
            return true;
        }
    }

    private bool Matches(LocalS3FaultRequest request) =>
        (Operation is null || Operation == request.Operation)
        && (Bucket is null || Bucket == request.Bucket)
        && (Key is null || Key == request.Key)
        && (PartNumber is null || PartNumber == request.PartNumber)
        && (When is null || When(request));
}
