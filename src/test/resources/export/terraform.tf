# The role and the instance profile of the ECS container instances of demo.
# The import blocks adopt what exists. Where nothing exists yet, leave them out:
# Terraform refuses to import what is not there.
terraform {
  required_version = ">= 1.5.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

import {
  to = aws_iam_role.ecs_instance
  id = "demo-ecs-instance-role"
}

resource "aws_iam_role" "ecs_instance" {
  name = "demo-ecs-instance-role"
  assume_role_policy = jsonencode({
    "Version" = "2012-10-17"
    "Statement" = [
      {
        "Effect" = "Allow"
        "Principal" = {
          "Service" = "ec2.amazonaws.com"
        }
        "Action" = "sts:AssumeRole"
      },
    ]
  })
  tags = {
    "Project"   = "demo"
    "ManagedBy" = "ecs-profile"
  }
}

import {
  to = aws_iam_role_policy_attachment.AmazonEC2ContainerServiceforEC2Role
  id = "demo-ecs-instance-role/arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role"
}

resource "aws_iam_role_policy_attachment" "AmazonEC2ContainerServiceforEC2Role" {
  role       = aws_iam_role.ecs_instance.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role"
}

import {
  to = aws_iam_role_policy_attachment.AmazonSSMManagedInstanceCore
  id = "demo-ecs-instance-role/arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
}

resource "aws_iam_role_policy_attachment" "AmazonSSMManagedInstanceCore" {
  role       = aws_iam_role.ecs_instance.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
}

import {
  to = aws_iam_instance_profile.ecs_instance
  id = "demo-ecs-instance-role"
}

resource "aws_iam_instance_profile" "ecs_instance" {
  name = "demo-ecs-instance-role"
  role = aws_iam_role.ecs_instance.name
  tags = {
    "Project"   = "demo"
    "ManagedBy" = "ecs-profile"
  }
}

output "instance_profile_arn" {
  description = "The instance profile's ARN."
  value       = aws_iam_instance_profile.ecs_instance.arn
}
