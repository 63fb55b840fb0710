namespace PresignKit.LocalS3.Tests.Injection;

public sealed class FaultRuleTests
{
    private static readonly LocalS3Fault Fault = LocalS3Fault.InternalError();

    [Theory]
    [InlineData(0, 1, null, "1,2,3,4,5,6,7,8")]
    [InlineData(0, 1, 2, "1,2")]
    [InlineData(3, 1, null, "4,5,6,7,8")]
    [InlineData(0, 3, null, "3,6")]
    [InlineData(1, 2, 2, "3,5")]
    public void Find_Counts_ApplyToTheRightRequests(int skip, int every, int? times, string expected)
    {
        var faults = new LocalS3Faults();
        var rule = faults.Add(new LocalS3FaultRule(Fault) { Skip = skip, Every = every, Times = times });

        var applied = Enumerable.Range(1, 8).Where(_ => faults.Find(Request()) == Fault).ToList();

        Assert.Equal(expected, string.Join(',', applied));
        Assert.Equal((8, applied.Count), (rule.Matched, rule.Applied));
    }

    [Fact]
    public void Find_Conditions_MustAllHold()
    {
        var faults = new LocalS3Faults();
        var rule = faults.Add(new LocalS3FaultRule(Fault)
        {
            Operation = LocalS3Operation.UploadPart, Bucket = "b", Key = "k", PartNumber = 2, When = request => request.UploadId == "u",
        });

        Assert.Null(faults.Find(Request(operation: LocalS3Operation.PutObject)));
        Assert.Null(faults.Find(Request(bucket: "other")));
        Assert.Null(faults.Find(Request(key: "K")));
        Assert.Null(faults.Find(Request(partNumber: 3)));
        Assert.Null(faults.Find(Request(uploadId: "other")));
        Assert.Equal(0, rule.Matched);
        Assert.Same(Fault, faults.Find(Request()));
    }

    [Fact]
    public void Find_SeveralRules_TheFirstThatAppliesIsUsed()
    {
        var faults = new LocalS3Faults();
        var first = faults.Add(LocalS3Operation.UploadPart, LocalS3Fault.SlowDown(), times: 1);
        var second = faults.Add(new LocalS3FaultRule(Fault));

        Assert.Same(first.Fault, faults.Find(Request()));
        Assert.Equal(0, second.Matched);
        Assert.Same(Fault, faults.Find(Request()));
        Assert.True(faults.Remove(second));
        Assert.False(faults.Remove(second));
        Assert.Null(faults.Find(Request()));
        faults.Add(second);
        faults.Clear();
        Assert.Null(faults.Find(Request()));
    }

    [Fact]
    public void Find_ManyAtOnce_AppliesExactlyAsOftenAsAsked()
    {
        var faults = new LocalS3Faults();
        var rule = faults.Add(new LocalS3FaultRule(Fault) { Times = 100 });
        var applied = 0;

        Parallel.For(0, 10_000, _ => Interlocked.Add(ref applied, faults.Find(Request()) is null ? 0 : 1));

        Assert.Equal((100, 100, 10_000), (applied, rule.Applied, rule.Matched));
    }

    [Fact]
    public void Create_ValuesOutOfRange_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => LocalS3Fault.Answer(199, "A"));
        Assert.Throws<ArgumentOutOfRangeException>(() => LocalS3Fault.Answer(600, "A"));
        Assert.Throws<ArgumentException>(() => LocalS3Fault.Answer(500, ""));
        Assert.Throws<ArgumentOutOfRangeException>(() => LocalS3Fault.Reset((LocalS3FaultMoment)7));
        Assert.Throws<ArgumentOutOfRangeException>(() => LocalS3Fault.Delay(TimeSpan.FromSeconds(1), LocalS3FaultMoment.AfterBody));
        Assert.Throws<ArgumentOutOfRangeException>(() => LocalS3Fault.Delay(TimeSpan.FromSeconds(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => LocalS3Fault.SlowDown(TimeSpan.FromSeconds(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => LocalS3Fault.Throttle(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => LocalS3Fault.CutReply(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LocalS3FaultRule(Fault) { Skip = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new LocalS3FaultRule(Fault) { Every = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new LocalS3FaultRule(Fault) { Times = 0 });
        Assert.Throws<ArgumentNullException>(() => new LocalS3FaultRule(null!));
    }

    [Fact]
    public void ToString_EachFault_SaysWhatHappens()
    {
        Assert.Equal("503 SlowDown before the body", LocalS3Fault.SlowDown().ToString());
        Assert.Equal("200 InternalError after the body", LocalS3Fault.ErrorInSuccess().ToString());
        Assert.Equal("reset of the connection after the work", LocalS3Fault.Reset(LocalS3FaultMoment.AfterWork).ToString());
        Assert.Equal("answer cut after 10 bytes", LocalS3Fault.CutReply(10).ToString());
        Assert.Equal("delay of 00:00:02 before the body", LocalS3Fault.Delay(TimeSpan.FromSeconds(2)).ToString());
        Assert.Equal("1000 bytes per second", LocalS3Fault.Throttle(1000).ToString());
    }

    private static LocalS3FaultRequest Request(
        LocalS3Operation operation = LocalS3Operation.UploadPart, string bucket = "b", string key = "k", int? partNumber = 2, string? uploadId = "u") =>
        new(operation, bucket, key, partNumber, uploadId);
}
