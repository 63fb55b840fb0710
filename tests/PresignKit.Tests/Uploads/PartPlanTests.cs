namespace PresignKit.Tests.Uploads;

public sealed class PartPlanTests
{
    private const long Mebibyte = 1024 * 1024;

    [Theory]
    [InlineData(0, 16 * Mebibyte, 1)]
    [InlineData(1, 16 * Mebibyte, 1)]
    [InlineData(16 * Mebibyte, 16 * Mebibyte, 1)]
    [InlineData((16 * Mebibyte) + 1, 16 * Mebibyte, 2)]
    [InlineData(160_000 * Mebibyte, 16 * Mebibyte, 10_000)]
    [InlineData((160_000 * Mebibyte) + 1, 17 * Mebibyte, 9412)]
    [InlineData(PartPlan.MaximumSize - 1, PartPlan.MaximumPartSize, 10_000)]
    [InlineData(PartPlan.MaximumSize, PartPlan.MaximumPartSize, 10_000)]
    public void Create_Size_UsesEqualPartsButTheLast(long size, long partSize, int count)
    {
        var plan = PartPlan.Create(size, 16 * Mebibyte);

        Assert.Equal((partSize, count), (plan.PartSize, plan.PartCount));
        Assert.Equal(0, plan.OffsetOf(1));
        Assert.Equal(size, plan.OffsetOf(count) + plan.SizeOf(count));
        Assert.All(Enumerable.Range(1, count - 1), number => Assert.Equal(partSize, plan.SizeOf(number)));
        Assert.InRange(plan.SizeOf(count), Math.Min(1, size), partSize);
    }

    [Fact]
    public void Create_RandomSizes_NeverLeavesTheLimitsOfS3()
    {
        var random = new Random(7);
        for (var i = 0; i < 10_000; i++)
        {
            var size = random.NextInt64((long)Math.Pow(2, random.Next(1, 46)));
            var preferred = random.NextInt64(PartPlan.MinimumPartSize, PartPlan.MaximumPartSize + 1);

            var plan = PartPlan.Create(size, preferred);

            Assert.InRange(plan.PartCount, 1, PartPlan.MaximumCount);
            Assert.InRange(plan.PartSize, preferred, PartPlan.MaximumPartSize);
            Assert.Equal(size, ((plan.PartCount - 1) * plan.PartSize) + plan.SizeOf(plan.PartCount));
        }
    }

    [Theory]
    [InlineData(-1, 16 * Mebibyte)]
    [InlineData(PartPlan.MaximumSize + 1, PartPlan.MaximumPartSize)]
    [InlineData(100, (5 * Mebibyte) - 1)]
    [InlineData(100, PartPlan.MaximumPartSize + 1)]
    [InlineData((50_000 * Mebibyte) + 1, 5 * Mebibyte)]
    public void Constructor_OutOfRange_Throws(long size, long partSize) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PartPlan(size, partSize));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(3)]
    [InlineData(int.MaxValue)]
    public void SizeOf_NumberBeyondThePlan_Throws(int number)
    {
        var plan = new PartPlan(8 * Mebibyte, 5 * Mebibyte);

        Assert.False(plan.Contains(number));
        Assert.Throws<ArgumentOutOfRangeException>(() => plan.SizeOf(number));
    }
}
