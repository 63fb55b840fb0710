namespace PresignKit.Benchmarks.Browser.Rows;

/// <summary>One line of the report.</summary>
internal interface IRow
{
    string Name { get; }

    /// <summary>What is measured, with sizes.</summary>
    string Case { get; }

    string Reach { get; }

    Task<RowOutcome> MeasureAsync(Bench bench);
}
